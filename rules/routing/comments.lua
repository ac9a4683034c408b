-- Comments with certain words go to those who can help. The words are stems, so that inflected forms are found as well:
-- "faktur" finds faktura, fakturan and fakturor. Upper and lower case are the same, also in Å, Ä and Ö.
-- Finnish, then Swedish, then English. Stems find the beginnings of compounds too (laskutusosoite). For words whose stem changes,
-- such as hidas and hitaasti, write { words = { "hidas" }, language = "fi" }.

rule "billing-comments" {
  doc   = "Comments about invoices go to billing; those of enterprises to their own team.",
  on    = "response",
  match = { answers = { comment = { contains = { "lasku", "faktur", "invoic", "billing" } } } },
  run   = function(event)
    local enterprise = event.attributes.segment == "enterprise"
    route { queue = enterprise and "key-accounts" or "billing", unit = event.unit, within = "3 working days", reason = event.answers.comment }
  end,
  tests = {
    { name = "Finnish, inflected",
      given = { answers = { nps = 5, comment = "Laskussa oli väärä viite." } },
      expect = { { route = { queue = "billing", reason = "Laskussa oli väärä viite." } } } },
    { name = "Swedish, in capitals, an enterprise",
      given = { answers = { comment = "FAKTURORNA KOM FÖR SENT" }, attributes = { segment = "enterprise" } },
      expect = { { route = { queue = "key-accounts" } } } },
    { name = "English",
      given = { answers = { comment = "The invoicing is unclear." }, attributes = { segment = "sme" } },
      expect = { { route = { queue = "billing" } } } },
    { name = "another matter",
      given = { answers = { comment = "Kiitos hyvästä työstä." } }, expect = {} },
    { name = "no comment",
      given = { answers = { nps = 1 } }, expect = {} },
  },
}

rule "schedule-comments" {
  doc   = "Comments about delays and schedules go to delivery.",
  on    = "response",
  match = { answers = { comment = { contains = { "aikataul", "myöhäs", "viiväst", "tidtabell", "försen", "tidsplan", "schedule", "delay" } } } },
  route = { queue = "delivery", unit = "{unit}", within = "2 working days", reason = "{answers.comment}" },
  tests = {
    { name = "Finnish, in capitals with dots",
      given = { unit = "tampere", answers = { comment = "MYÖHÄSTYI TAAS" } },
      expect = { { route = { queue = "delivery", unit = "tampere", reason = "MYÖHÄSTYI TAAS" } } } },
    { name = "Swedish",
      given = { unit = "turku", answers = { comment = "Leveransen blev försenad." } },
      expect = { { route = { queue = "delivery", unit = "turku" } } } },
    { name = "English",
      given = { unit = "oulu", answers = { comment = "Another delay." } },
      expect = { { route = { queue = "delivery" } } } },
    { name = "a comment that only comes near",
      given = { unit = "oulu", answers = { comment = "Aika hyvä." } }, expect = {} },
  },
}

rule "outage-comments" {
  doc   = "Comments about a system that does not work go to support, first of all.",
  on    = "response",
  match = { answers = { comment = { contains = { "häiriö", "ei toimi", "störning", "fungerar inte", "outage", "does not work" } } } },
  route = { queue = "support", unit = "{unit}", within = "4h", priority = "high", reason = "{answers.comment}" },
  tests = {
    { name = "Finnish, in capitals with dots",
      given = { unit = "oulu", answers = { comment = "HÄIRIÖ palvelussa" } },
      expect = { { route = { queue = "support", unit = "oulu", priority = "high" } } } },
    { name = "Swedish",
      given = { unit = "turku", answers = { comment = "Portalen Fungerar Inte." } },
      expect = { { route = { queue = "support", within = "4h" } } } },
    { name = "it works",
      given = { unit = "turku", answers = { comment = "Kaikki toimii." } }, expect = {} },
  },
}

rule "privacy-comments" {
  doc   = "Comments about personal data go to the data protection officer.",
  on    = "response",
  match = { answers = { comment = { contains = { "tietosuoj", "henkilötie", "dataskydd", "personuppgift", "privacy", "gdpr" } } } },
  route = { queue = "data-protection", within = "1 working day", priority = "high", reason = "Personal data are mentioned" },
  tests = {
    { name = "Finnish",
      given = { answers = { comment = "Mistä saitte henkilötietoni?" } },
      expect = { { route = { queue = "data-protection", reason = "Personal data are mentioned" } } } },
    { name = "Swedish",
      given = { answers = { comment = "Radera mina personuppgifter." } },
      expect = { { route = { queue = "data-protection" } } } },
    { name = "English, upper case",
      given = { answers = { comment = "A GDPR question" } },
      expect = { { route = { queue = "data-protection" } } } },
    { name = "a person, but no data",
      given = { answers = { comment = "Henkilökunta oli ystävällistä." } }, expect = {} },
  },
}

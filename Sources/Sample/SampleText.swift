/// The README and the `tuntuma.lua` of the sample workspace.
enum SampleText {
    static let readme = """
        # Esimerkki Projektit Oy: a synthetic workspace

        **Nothing here is real.** The firm, its customers, their answers and comments were made by a program with a fixed
        seed. No number says anything about any organisation.

        The firm leads projects for others from Helsinki, Tampere, Turku and Oulu. The log has eighteen months of
        answers, January 2025 to June 2026, to four surveys (`nps`, `csat`, `ces`, `project`) and a pulse of its own
        employees.

        What the data were made to show, so that you can look whether you find it:

        - Tampere falls in February 2026, and has half recovered since April;
        - Oulu gets better, slowly, all the time;
        - Turku is so small that its pulse is not shown in every month;
        - July is quiet;
        - one line stands there twice, one event came two months late, and some answers were corrected or withdrawn.

        Try:

            tuntuma run --workspace . --by unit
            tuntuma run --workspace . --by unit --period quarter
            tuntuma run --workspace . --by stage
            tuntuma check .

        """

    static let workspace = """
        -- SYNTHETIC: a made-up firm. Nothing here is real.

        organisation {
          name      = "Esimerkki Projektit Oy (synthetic)",
          time_zone = "Europe/Helsinki",
          languages = { "fi", "sv", "en" },
        }

        units {
          helsinki = { name = "Helsinki" },
          tampere  = { name = "Tampere" },
          turku    = { name = "Turku" },
          oulu     = { name = "Oulu" },
        }

        -- The journey of a customer: from hearing of the firm to being helped after a project.
        touchpoints {
          ["marketing"]      = { journey = "project", stage = "interest", medium = "digital",  controlled = true,  owner = "marketing-lead" },
          ["offer"]          = { journey = "project", stage = "choice",   medium = "digital",  controlled = true,  owner = "sales-lead" },
          ["kickoff"]        = { journey = "project", stage = "start",    medium = "physical", controlled = true,  owner = "delivery-lead" },
          ["steering-group"] = { journey = "project", stage = "delivery", medium = "physical", controlled = true,  owner = "delivery-lead" },
          ["weekly-report"]  = { journey = "project", stage = "delivery", medium = "digital",  controlled = true,  owner = "delivery-lead" },
          ["go-live"]        = { journey = "project", stage = "delivery", medium = "physical", controlled = false, owner = "delivery-lead" },
          ["invoice"]        = { journey = "project", stage = "payment",  medium = "digital",  controlled = true,  owner = "finance-lead" },
          ["support"]        = { journey = "project", stage = "use",      medium = "phone",    controlled = true,  owner = "service-lead" },
        }

        -- How likely are you to recommend us? Asked twice a year.
        survey "nps" { questions = { nps = scale(0, 10), comment = text() } }

        -- After a contact with support.
        survey "csat" {
          touchpoint = "support",
          questions  = { csat = scale(1, 5), ["solved-at-first-contact"] = yes_no(), comment = text() },
        }

        -- "It was easy to handle my matter", after an invoice or a contact with support.
        survey "ces" { questions = { ces = scale(1, 7), comment = text() } }

        -- After a stage of a project.
        survey "project" {
          questions = {
            goals = scale(1, 5), communication = scale(1, 5), schedule = scale(1, 5), expertise = scale(1, 5),
            recommend = scale(0, 10), ["promise-kept"] = choice { "yes", "partly", "no" }, comment = text(),
          },
        }

        -- The employees' own, every month, anonymous.
        survey "pulse" { respondent = "employee", questions = { enps = scale(0, 10), wellbeing = scale(1, 5) } }

        metric { id = "nps", plugin = "nps", question = "nps", where = { survey = "nps" } }
        metric { id = "csat", plugin = "csat", question = "csat", where = { survey = "csat" } }
        metric { id = "ces", plugin = "ces", question = "ces", where = { survey = "ces" } }
        metric { id = "project-experience", plugin = "project-experience", where = { survey = "project" } }
        metric {
          id = "enps", plugin = "nps", question = "enps", respondent = "employee", where = { survey = "pulse" },
          title = { fi = "eNPS", sv = "eNPS", en = "eNPS" },
        }
        metric {
          id = "wellbeing", plugin = "csat", question = "wellbeing", respondent = "employee", where = { survey = "pulse" },
          title = { fi = "Hyvinvointi", sv = "Välmående", en = "Wellbeing" },
        }

        queues {
          callback     = { owner = "team:service",  deputy = "team:sales",    capacity = 12, calendar = "FI" },
          projects     = { owner = "team:delivery", deputy = "team:service",  capacity = 6,  calendar = "FI" },
          billing      = { owner = "team:finance",  deputy = "team:service",  capacity = 20, calendar = "FI" },
          ["key-accounts"] = { owner = "team:sales", deputy = "team:delivery", capacity = 5, calendar = "FI" },
          feedback     = { owner = "team:service",  deputy = "team:delivery", capacity = 15, calendar = "FI" },
        }

        goals {
          { metric = "nps", target = 30 },
          { metric = "nps", target = 25, by = { unit = "oulu" }, period = "quarter" },
          { metric = "csat", target = 80 },
          { metric = "project-experience", target = 75 },
        }

        """
}

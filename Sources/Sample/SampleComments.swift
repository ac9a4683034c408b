/// Comments in Finnish, Swedish and English, put together from parts: a remark about the matter, and sometimes a closing.
enum SampleComments {
    /// How the respondent felt.
    enum Tone: Int {
        case bad, middling, good
    }

    /// A comment on a touchpoint.
    static func comment(
        language: String, tone: Tone, touchpoint: String?, random: inout SplitMix64
    ) -> String {
        let book = phrases[language] ?? english
        var remarks = book.remarks[tone.rawValue]
        if let touchpoint, let special = book.special[touchpoint] {
            let remark = special[tone.rawValue]
            remarks += [remark, remark]
        }
        let remark = random.pick(remarks)
        return random.chance(0.45) ? remark + " " + random.pick(book.closings[tone.rawValue]) : remark
    }

    private struct Phrases {
        /// Bad, middling, good.
        var remarks: [[String]]
        var closings: [[String]]
        /// By touchpoint: bad, middling, good.
        var special: [String: [String]]
    }

    private static let phrases = ["fi": finnish, "sv": swedish, "en": english]

    private static let finnish = Phrases(
        remarks: [
            [
                "Odotimme vastausta yli viikon.", "Aikataulu petti taas, eikä siitä kerrottu.",
                "Projektipäällikkö vaihtui kolmatta kertaa.", "Sovitut asiat piti toistaa joka kokouksessa.",
                "Häiriö kesti koko päivän.", "Tieto ei kulkenut teidän tiimien välillä.",
            ],
            [
                "Ihan hyvin meni, mutta tiedotus voisi olla ripeämpää.", "Lopputulos on kunnossa, matka sinne ei aina.",
                "Perusasiat toimivat.", "Osa palavereista olisi voinut olla sähköposteja.",
            ],
            [
                "Projektipäällikkö piti langat käsissään.", "Asiat hoituivat ajallaan ja selkeästi.",
                "Sain aina vastauksen samana päivänä.", "Riskeistä kerrottiin ajoissa ja suoraan.",
                "Työmaakin pysyi ajan tasalla.",
            ],
        ],
        closings: [
            ["Toivomme soittoa.", "Tähän pitää saada muutos.", "Harkitsemme muita vaihtoehtoja."],
            ["Jatketaan.", "Katsotaan ensi vaiheessa uudestaan."],
            ["Kiitos!", "Jatkakaa samaan malliin.", "Suosittelen mielelläni."],
        ],
        special: [
            "invoice": [
                "Laskussa oli väärät tunnit, ja korjaus kesti kuukauden.", "Lasku tuli, erittely puuttui.",
                "Lasku oli selkeä.",
            ],
            "support": [
                "Tuki pompotti luukulta toiselle.", "Tuki vastasi, kun muistutin.", "Tuki ratkaisi asian kerralla.",
            ],
            "weekly-report": [
                "Viikkoraportti myöhästyi taas.", "Viikkoraportti on pitkä.", "Viikkoraportista näkee heti olennaisen.",
            ],
            "go-live": [
                "Käyttöönotto viivästyi kaksi kertaa.", "Käyttöönotto onnistui pienin korjauksin.",
                "Käyttöönotto sujui hienosti.",
            ],
        ])

    private static let swedish = Phrases(
        remarks: [
            [
                "Vi fick vänta på svar i över en vecka.", "Tidtabellen sprack igen utan att någon sade till.",
                "Projektledaren byttes mitt i allt.", "Störningen varade hela dagen.",
                "Vi måste upprepa samma saker på varje möte.",
            ],
            [
                "Helt okej, men informationen kunde komma snabbare.", "Resultatet är bra, vägen dit var krokig.",
                "Det grundläggande fungerar.",
            ],
            [
                "Projektledaren höll i trådarna.", "Allt blev klart i tid.", "Jag fick svar samma dag varje gång.",
                "Riskerna togs upp öppet och i god tid.",
            ],
        ],
        closings: [
            ["Ring mig gärna.", "Så här kan det inte fortsätta."], ["Vi fortsätter.", "Vi får se hur nästa fas går."],
            ["Tack!", "Fortsätt så här.", "Rekommenderas varmt."],
        ],
        special: [
            "invoice": [
                "Fakturan hade fel timmar.", "Fakturan kom, specifikationen saknades.", "Fakturan var tydlig.",
            ],
            "support": [
                "Ingen på supporten ville ta ansvar.", "Supporten svarade efter en påminnelse.",
                "Supporten löste allt genast.",
            ],
            "weekly-report": [
                "Veckorapporten var försenad igen.", "Veckorapporten är lång.", "Veckorapporten är lätt att läsa.",
            ],
            "go-live": [
                "Driftsättningen blev försenad två gånger.", "Driftsättningen gick efter små rättelser.",
                "Driftsättningen gick fint.",
            ],
        ])

    private static let english = Phrases(
        remarks: [
            [
                "We waited more than a week for an answer.", "The schedule slipped again and nobody told us.",
                "The project manager changed for the third time.", "The outage lasted the whole day.",
                "We had to repeat the same things at every meeting.",
            ],
            [
                "Fine, but news could travel faster.", "The result is good, the way there was bumpy.",
                "The basics work.",
            ],
            [
                "The project manager was on top of things.", "Everything was done on time.",
                "I always got an answer the same day.", "Risks were raised openly and early.",
            ],
        ],
        closings: [
            ["Please call me.", "This has to change."], ["We will see.", "Let us carry on."],
            ["Thank you!", "Keep it up.", "I am happy to recommend you."],
        ],
        special: [
            "invoice": [
                "The invoice had the wrong hours on it.", "The invoice came without its details.",
                "The invoice was clear.",
            ],
            "support": [
                "Support sent me from one desk to the next.", "Support answered after a reminder.",
                "Support solved it at once.",
            ],
            "weekly-report": [
                "The weekly report came after a long delay.", "The weekly report is long.",
                "The weekly report is easy to read.",
            ],
            "go-live": [
                "The go-live was delayed twice.", "The go-live went through after small fixes.",
                "The go-live went well.",
            ],
        ])
}

/// One text in every language. A language that is missing does not compile.
struct Translations {
    let fi: String
    let sv: String
    let en: String

    init(fi: String, sv: String, en: String) {
        self.fi = fi
        self.sv = sv
        self.en = en
    }

    subscript(language: Language) -> String {
        switch language {
        case .finnish: fi
        case .swedish: sv
        case .english: en
        }
    }
}

/// One text in every language. A language that is missing does not compile.
package struct Translations {
    package let fi: String
    package let sv: String
    package let en: String

    package init(fi: String, sv: String, en: String) {
        self.fi = fi
        self.sv = sv
        self.en = en
    }

    package subscript(language: Language) -> String {
        switch language {
        case .finnish: fi
        case .swedish: sv
        case .english: en
        }
    }
}

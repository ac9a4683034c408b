import Engine

/// Why rules failed and were taken out of use, in all languages.
enum KnownFailure {
    /// A kind of failure.
    static func translations(of kind: String) -> Translations {
        switch kind {
        case "error": .init(fi: "virhe säännössä", sv: "fel i regeln", en: "an error in the rule")
        case "blocked":
            .init(
                fi: "nimi, jota säännöissä ei ole", sv: "ett namn som inte finns i regler",
                en: "a name that rules do not have")
        case "steps": .init(fi: "askelraja (steps)", sv: "gränsen för steg (steps)", en: "the limit of steps")
        case "memory":
            .init(fi: "muistiraja (memory_kb)", sv: "minnesgränsen (memory_kb)", en: "the limit of memory (memory_kb)")
        case "allocated":
            .init(
                fi: "varatun muistin raja (allocated_kb)", sv: "gränsen för begärt minne (allocated_kb)",
                en: "the limit of memory asked for (allocated_kb)")
        case "time":
            .init(
                fi: "aikaraja (milliseconds); ei välttämättä toistu",
                sv: "tidsgränsen (milliseconds); upprepas kanske inte",
                en: "the limit of time (milliseconds); not repeatable")
        case "decisions":
            .init(
                fi: "päätösten raja (decisions)", sv: "gränsen för beslut (decisions)", en: "the limit of decisions")
        case "load": .init(fi: "sääntöä ei voi ladata", sv: "regeln kan inte läsas in", en: "the rule cannot be loaded")
        case "lookup":
            .init(
                fi: "taulukosta puuttuu rivi (lookup)", sv: "en rad saknas i en tabell (lookup)",
                en: "a row is missing in a table (lookup)")
        default: .init(fi: kind, sv: kind, en: kind)
        }
    }

    /// Why a breaker changed its state.
    static func translations(of reason: BreakerReason) -> Translations {
        switch reason {
        case .stopped(let count):
            .init(
                fi: "raja tuli vastaan \(count) kertaa minuutissa", sv: "en gräns nåddes \(count) gånger på en minut",
                en: "a limit was met \(count) times within a minute")
        case .stoppedInARow(let count):
            .init(
                fi: "raja tuli vastaan \(count) kertaa peräkkäin", sv: "en gräns nåddes \(count) gånger i rad",
                en: "a limit was met \(count) times in a row")
        case .failedInARow(let count):
            .init(
                fi: "\(count) epäonnistumista peräkkäin", sv: "\(count) misslyckanden i rad",
                en: "\(count) failures in a row")
        case .failed(let count, let calls):
            .init(
                fi: "\(count) epäonnistui \(calls) kutsusta minuutissa",
                sv: "\(count) av \(calls) anrop på en minut misslyckades",
                en: "\(count) of \(calls) calls within a minute failed")
        case .waited: .init(fi: "odotusaika päättyi", sv: "väntetiden tog slut", en: "the waiting time is over")
        case .failedOnTrial:
            .init(fi: "koekutsu epäonnistui", sv: "ett försök misslyckades", en: "a call on trial failed")
        case .recovered(let count):
            .init(
                fi: "\(count) koekutsua onnistui", sv: "\(count) försök lyckades",
                en: "\(count) calls on trial went well")
        case .opened(let count):
            .init(
                fi: "keskeytetty \(count) kertaa", sv: "avbruten \(count) gånger", en: "suspended \(count) times")
        }
    }
}

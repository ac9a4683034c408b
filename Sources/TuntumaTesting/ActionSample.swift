public import Tuntuma

extension [ActionRequest] {
    /// Requests for the kits: what rules decide, with texts as people and attackers write them.
    public static var sample: [ActionRequest] {
        let texts = [
            "NPS 3", "", "Liian hidas, mutta ystävällinen palvelu 🙂", "two\nlines\r\n", "\u{1B}[2J\u{1B}]0;owned\u{7}",
            "\u{0}\u{8}\u{7F}\u{9B}31m", "\u{202E}gnp.exe\u{2066}", "quotes \" and \\ and ' and , and ;",
            String(repeating: "å", count: 50_000),
        ]
        let kinds = ["alert", "route", "act"]
        return texts.enumerated().map { number, text in
            ActionRequest(
                key: key(number), kind: kinds[number % kinds.count], rule: "kit-rule", event: "kit-\(number)",
                time: Timestamp(milliseconds: 1_772_442_900_000 + Int64(number)),
                fields: [
                    ("queue", .text("call-back")), ("reason", .text(text)), ("priority", .integer(Int64(number))),
                    ("share", .decimal(0.25)), ("urgent", .boolean(number % 2 == 0)),
                    ("labels", .list(["häiriö", text])),
                ])
        }
    }

    private static func key(_ number: Int) -> String {
        let hex = String(number, radix: 16)
        return String(repeating: "a", count: 32 - hex.count) + hex
    }
}

import TerminalTables
import Testing

@testable import Reporting

struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("åäö", 3), ("a\u{308}a\u{30A}", 2), ("東京", 4), ("ﾃｽﾄ", 3), ("ＡＢ", 4), ("한국", 4),
        ("\u{1112}\u{1161}\u{11AB}", 2), ("👍", 2), ("👩‍👩‍👧‍👦", 2), ("🇫🇮", 2), ("❤️", 2), ("❤", 1), ("zero\u{200B}", 4),
        ("−31,7 … 43,2", 12), ("▁▂█●━┊·", 7), ("soft\u{AD}", 4), ("ก็", 1),
    ])
    func widthIsWhatATerminalShows(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test(arguments: ["hello world", "東京サポートセンター", "a\u{308}a\u{308}a\u{308}a\u{308}", "👩‍👩‍👧‍👦👍🇫🇮x"])
    func aTruncatedTextFits(text: String) {
        for width in 0...DisplayWidth.of(text) + 2 {
            let cut = DisplayWidth.truncate(text, to: width)
            #expect(DisplayWidth.of(cut) <= width)
            #expect((cut == text) == (DisplayWidth.of(text) <= width))
        }
    }
}

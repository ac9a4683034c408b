import DelimitedText
import Foundation
import Testing

@Suite struct EncodingTests {
    private static let text = "nimi;määrä €\nÅke Öström;4,5\n\"ääni\n\";–\n"
    private static let rows = [["nimi", "määrä €"], ["Åke Öström", "4,5"], ["ääni\n", "–"]]
    private static let foundation: [(TextEncoding, String.Encoding)] = [
        (.utf8, .utf8), (.utf16LittleEndian, .utf16LittleEndian), (.utf16BigEndian, .utf16BigEndian),
        (.windows1252, .windowsCP1252),
    ]

    @Test func eachEncodingIsFoundAndRead() throws {
        for (encoding, reference) in Self.foundation {
            let bytes = Array(try #require(Self.text.data(using: reference)))
            for format in [TextFormat(), TextFormat(encoding: encoding)] {
                let reading = try Reading(bytes: bytes, format: format)
                #expect(reading.rows == Self.rows)
                #expect(reading.encoding == encoding)
                #expect(reading.separator == .semicolon)
            }
        }
    }

    @Test func aMarkOverrulesWhatWasSaid() throws {
        for (encoding, reference) in Self.foundation where encoding != .windows1252 {
            let bytes = Array(try #require("\u{feff}\(Self.text)".data(using: reference)))
            for said in TextEncoding.allCases {
                let reading = try Reading(bytes: bytes, format: TextFormat(encoding: said))
                #expect(reading.rows == Self.rows)
                #expect(reading.encoding == encoding)
            }
        }
    }

    @Test func everyByteOfWindows1252IsWhatFoundationSays() throws {
        for byte in UInt8(0x20)...0xff where byte != UInt8(ascii: "\"") && byte != UInt8(ascii: ",") {
            let format = TextFormat(encoding: .windows1252, separator: .comma)
            let read = try Reading(bytes: [byte], format: format).rows.first?.first
            // Foundation has no character for five bytes; they keep their number.
            let reference =
                String(data: Data([byte]), encoding: .windowsCP1252) ?? String(UnicodeScalar(byte))
            #expect(read == reference)
        }
    }

    @Test func asciiDoesNotDecideTooEarly() throws {
        let ascii = [UInt8](repeating: UInt8(ascii: "a"), count: 1000) + Array("\n".utf8)
        let late = ascii + [0xe4, 0xe4] + Array("\n".utf8)
        let reading = try Reading(bytes: late, blockBytes: 100)
        #expect(reading.rows.last == ["ää"])
        #expect(reading.encoding == .windows1252)
        #expect(try Reading(bytes: ascii + Array("ä\n".utf8), blockBytes: 100).rows.last == ["ä"])
    }

    @Test func oneDamagedCharacterDoesNotChangeTheEncoding() throws {
        let bytes = Array("ääkköset\nöljy\n".utf8) + [0xe4] + Array("\n".utf8)
        let reading = try Reading(bytes: bytes)
        #expect(reading.rows == [["ääkköset"], ["öljy"], ["\u{fffd}"]])
        #expect(reading.encoding == .utf8)
    }

    @Test func surrogatesAcrossBlocksAreOneCharacter() throws {
        let bytes = Array(try #require("a,😀😀\n".data(using: .utf16LittleEndian)))
        for size in 1...bytes.count {
            let format = TextFormat(encoding: .utf16LittleEndian, separator: .comma)
            #expect(try Reading(bytes: bytes, format: format, blockBytes: size).rows == [["a", "😀😀"]])
        }
    }

    @Test func halfACharacterIsNotHidden() throws {
        let format = TextFormat(encoding: .utf16LittleEndian, separator: .comma)
        for bytes: [UInt8] in [
            [0x61, 0, 0x3d, 0xd8], [0x61, 0, 0x3d, 0xd8, 0x62, 0], [0x61, 0, 0, 0xdc], [0x61, 0, 0x62],
        ] {
            let text = try #require(try Reading(bytes: bytes, format: format).rows.first?.first)
            #expect(text.contains("\u{fffd}"))
        }
    }

    @Test(arguments: [
        ("UTF-8", TextEncoding.utf8), ("utf8", .utf8), ("utf-16", .utf16LittleEndian), ("UTF-16BE", .utf16BigEndian),
        ("Latin1", .windows1252), ("ISO-8859-15", .windows1252), ("cp1252", .windows1252),
    ])
    func encodingsAreNamedAsPeopleNameThem(name: String, encoding: TextEncoding) {
        #expect(TextEncoding(name: name) == encoding)
        #expect(TextEncoding(name: "ebcdic") == nil)
    }

    @Test func separatorsAreOneAsciiCharacter() {
        #expect(Separator("tab") == .tab)
        #expect(Separator("\t") == .tab)
        #expect(Separator(";")?.name == ";")
        for text in ["", ";;", "\"", "\n", "§", "\u{1}"] { #expect(Separator(text) == nil) }
    }
}

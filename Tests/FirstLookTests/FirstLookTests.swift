import DelimitedText
import FirstLook
import TableSurvey
import Foundation
import Testing
import Tuntuma

@Suite struct FirstLookTests {
    /// As a Finnish Excel writes it.
    private static let finnish = """
        Vastaajan tunnus;Vastattu pvm;Yksikkö;Suosittelisitko meitä?;Tyytyväisyys;Vaivattomuus;Kesto;Palaute;Kieli
        v1;2.3.2026 9:15;Tampere;9;4;6;1,5;Hyvä palvelu, kiitos!;fi
        v2;13.3.2026 10:05;Tampere;3;2;2;2,5;Odotin aivan liian kauan.;fi
        v3;14.3.2026 11:00;Turku;10;5;7;0,5;;sv
        v4;15.3.2026 12:30;Turku;8;4;5;1,0;Bättre än sist, men dyrt;sv
        v5;16.3.2026 8:00;Turku;0;1;1;3,5;Ei toiminut ollenkaan;fi
        v6;17.3.2026 8:45;Tampere;7;3;4;2,0;"Ihan ok; ei moitittavaa";fi

        """

    @Test func aFinnishSpreadsheet() throws {
        for (encoding, expected) in [
            (String.Encoding.windowsCP1252, TextEncoding.windows1252), (.utf8, .utf8),
            (.utf16LittleEndian, .utf16LittleEndian),
        ] {
            let look = try look(at: Array(try #require(Self.finnish.data(using: encoding))))
            #expect(look.encoding.value == expected)
            #expect(look.separator.value == .semicolon)
            #expect(look.decimalComma.value)
            #expect(look.layout.value == TableReader.Layout())
            #expect(look.rows == 6)
            #expect(look.identifier?.name == "Vastaajan tunnus")
            #expect(look.time?.pattern == .pattern("d.M.yyyy H:mm"))
            #expect(look.scores.map(\.question) == ["nps", "csat", "ces"])
            #expect(look.scores.allSatisfy { $0.score.isUsualScale && $0.column.role.confidence > 0.9 })
            #expect(look.comments.map(\.column.name) == ["Palaute"])
            #expect(look.fields.map(\.field) == ["unit", "language"])
            #expect(look.warnings == [])
        }
    }

    @Test func theBlockIsWhatAPersonWouldWrite() throws {
        let look = try look(at: Self.finnish, path: "vastaukset/maaliskuu 2026.csv")
        let expected = """
            channel {
              id = "maaliskuu-2026",
              plugin = "csv",
              path = "vastaukset/maaliskuu 2026.csv",
              separator = ";",
              encoding = "utf-8",
              decimal_comma = true,
              event = function(row)
                local function text(cell)
                  local trimmed = trim(cell)
                  if trimmed ~= "" then return trimmed end
                end
                return {
                  id = trim(row["Vastaajan tunnus"]),
                  time = parse_time(trim(row["Vastattu pvm"]), "d.M.yyyy H:mm", "Europe/Helsinki"),
                  type = "response",
                  survey = "nps",
                  unit = text(row["Yksikkö"]),
                  language = text(row["Kieli"]),
                  answers = {
                    nps = tonumber(trim(row["Suosittelisitko meitä?"])),
                    csat = tonumber(trim(row["Tyytyväisyys"])),
                    ces = tonumber(trim(row["Vaivattomuus"])),
                    comment = text(row["Palaute"]),
                  },
                }
              end,
            }

            """
        #expect(look.channelBlock(zone: "Europe/Helsinki") == expected)
        #expect(
            FirstLook.workspaceBlocks(of: [look]).contains(
                """
                -- Suosittelisitko meitä?: its name, and values from 0 to 10
                metric { id = "nps", plugin = "nps", question = "nps" }

                """))
        #expect(try luaComplaint(about: look.workspaceBlocks()) == nil)
    }

    @Test func aSecondScoreOfAMetricHasANameOfItsOwn() throws {
        var text = "id,Recommend us?,Recommend the product?,Rating of staff\n"
        for number in 0..<40 { text += "a\(number),\(number % 11),\((number * 7) % 11),\(number % 5 + 1)\n" }
        let look = try look(at: text)
        #expect(look.scores.map(\.question) == ["nps", "recommend-the-product", "csat"])
        #expect(look.channelBlock().contains("[\"recommend-the-product\"] = tonumber("))
        #expect(FirstLook.workspaceBlocks(of: [look]).contains("id = \"nps-recommend-the-product\", plugin = \"nps\""))
    }

    @Test func valuesAloneAreEnoughForAScale() throws {
        var text = "a;b;c;d\n"
        for number in 0..<70 { text += "\(number % 11);\(number % 5 + 1);\(number % 7 + 1);\(number % 3)\n" }
        let look = try look(at: text)
        #expect(look.scores.map(\.question) == ["nps", "csat", "ces"])
        #expect(look.role(of: "d") == .segment)
    }

    @Test func noNoughtAmongManyIsAScaleFromOne() throws {
        var text = "id;nps\n"
        for number in 0..<200 { text += "x\(number);\(number % 10 + 1)\n" }
        let look = try look(at: text)
        #expect(look.scores.map(\.score) == [FirstLook.Score(metric: .nps, low: 1, high: 10)])
    }

    @Test func rowsAboveTheHeaderArePassedOver() throws {
        let look = try look(
            at:
                "Asiakaskysely 2026;;;\n\nTulostettu;1.3.2026;;\nid;nps;yksikkö;palaute\n1;9;a;\n2;0;a;\n3;9;b;\n4;8;b;\n"
        )
        #expect(look.layout.value == TableReader.Layout(rowsBefore: 3))
        #expect(look.columns.map(\.name) == ["id", "nps", "yksikkö", "palaute"])
        #expect(look.channelBlock().contains("  skip_rows = 3,\n"))
    }

    @Test func aTableWithoutAHeader() throws {
        let look = try look(at: "1;9;2026-03-02\n2;0;2026-03-03\n3;9;2026-03-04\n")
        #expect(look.layout.value.headerRows == 0)
        #expect(look.rows == 3)
        #expect(look.columns.map(\.name) == ["column 1", "column 2", "column 3"])
        #expect(look.channelBlock().contains("  header_rows = 0,\n"))
    }

    @Test func aHeaderAlone() throws {
        for text in ["id;nps;kommentti\n", "id;nps;kommentti", "\u{feff}id;nps;kommentti\r\n"] {
            let look = try look(at: text)
            #expect(look.rows == 0)
            #expect(look.columns.map(\.name) == ["id", "nps", "kommentti"])
            #expect(look.warnings.first == "there is no row below the header")
            #expect(try luaComplaint(about: look.workspaceBlocks()) == nil)
        }
    }

    @Test func oneColumn() throws {
        let look = try look(at: "nps\n9\n0\n10\n8\n7\n")
        #expect(look.columns.map(\.name) == ["nps"])
        #expect(look.scores.map(\.question) == ["nps"])
        #expect(look.channelBlock().contains("id = row[\"#\"],"))
        #expect(look.channelBlock().contains("time = \"2026-03-02T09:15:00Z\","))
    }

    @Test func whatIsNoTableSaysWhy() throws {
        func failure(_ bytes: [UInt8]) -> FirstLookError? {
            do throws(FirstLookError) {
                _ = try FirstLook(bytes: bytes, path: "x.csv", modified: .init(milliseconds: 0))
                return nil
            } catch {
                return error
            }
        }
        for text in ["", "\n\n", "\u{feff}", ";;;\n;;;\n"] {
            #expect(failure(Array(text.utf8))?.problem.hasPrefix("is empty") == true)
        }
        #expect(failure([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0])?.problem.hasPrefix("holds a byte 0") == true)
        #expect(failure(Array("a,b\n1,\"x\n".utf8))?.line == 2)
        let missing = #expect(throws: FirstLookError.self) { try FirstLook(path: "/nowhere/at/all.csv") }
        #expect(missing?.problem == "there is no such file")
    }

    @Test func aSampleMayEndAnywhere() throws {
        let bytes = Array(Self.finnish.utf8)
        for end in 100..<bytes.count {
            _ = try FirstLook(
                bytes: Array(bytes[..<end]), isWhole: false, path: "x.csv", modified: .init(milliseconds: 0))
        }
    }

    /// Names that break what is written carelessly.
    @Test(arguments: [
        "\"", "\\", "]]", "a\"b\\", "end", "\n", "--", "nps]]--\n", "päivä 🎉", "\u{1}7", "'", "#", "\\n", "\u{2028}",
        "%d", "a\r\nb",
    ])
    func anyNameOfAColumnIsValidLua(name: String) throws {
        let quoted = "\"\(name.replacing("\"", with: "\"\""))\""
        var text = "id;\(quoted);\(quoted);\(quoted) why;\(quoted) nps\n"
        for number in 0..<40 {
            text += "\(number);\(number % 11);\(number % 2 == 0 ? "x" : "y");some words \(number);\(number % 11)\n"
        }
        let blocks = try look(at: text, path: "\(name).csv").workspaceBlocks()
        #expect(try luaComplaint(about: blocks) == nil)
        // Every line begins as a line of the block does: no name got out of its quotes or its comment.
        #expect(blocks.contains("end,\n}\n"))
    }
}

import CSVPlugin
import Foundation
import Testing
import Tuntuma

@Suite struct CSVChannelTests {
    private func delivery(
        _ text: String, from position: Position? = nil, _ change: (inout CSVChannel.Configuration) -> Void = { _ in }
    ) async throws -> Delivery {
        var delivery: Delivery?
        try await withFile(Array(text.utf8)) { path in
            var configuration = CSVChannel.Configuration(path: path)
            change(&configuration)
            delivery = try await Delivery(configuration, from: position)
        }
        return try #require(delivery)
    }

    @Test func eachRowIsATableByColumnName() async throws {
        let delivery = try await delivery("Nimi ;Arvo;Arvo;\nÅsa;\"a \"\"b\"\" \\ \t\u{1}\nc\";2\n\n;;;\nx;1;;\n")
        #expect(delivery.failure == nil)
        #expect(
            delivery.rows == [
                ["#": "1", "Nimi": "Åsa", "Arvo": "a \"b\" \\ \t\u{1}\nc", "Arvo (2)": "2", "column 4": ""],
                ["#": "3", "Nimi": "x", "Arvo": "1", "Arvo (2)": "", "column 4": ""],
            ])
        #expect(delivery.records.map(\.line) == [2, 6])
        #expect(delivery.batches.map(\.position.text) == ["row 3"])
    }

    @Test func theDecimalCommaBecomesAPoint() async throws {
        let text = "a;b;c;d;e;f\n4,5; -1,25 ;1,2,3;1 000,5;,5;5,\n"
        let read = try await delivery(text) { $0.decimalComma = true }
        #expect(
            read.rows == [["#": "1", "a": "4.5", "b": "-1.25", "c": "1,2,3", "d": "1 000,5", "e": ",5", "f": "5,"]])
        #expect(try await delivery(text).rows.first?["a"] == "4,5")
    }

    @Test func rowsBesideTheHeaderArePassedOver() async throws {
        let text = "Kysely 2026\n\nKysymys,,Muu\nArvo,Miksi,\n{id},{id2},x\n9,hyvä,y\n"
        let read = try await delivery(text) {
            $0.separator = ","
            $0.skipRows = 2
            $0.headerRows = 2
            $0.skipRowsAfterHeader = 1
        }
        #expect(read.rows == [["#": "1", "Kysymys / Arvo": "9", "Kysymys / Miksi": "hyvä", "Muu": "y"]])
        #expect(read.records.map(\.line) == [6])
    }

    @Test func withoutAHeaderColumnsHaveNumbers() async throws {
        let read = try await delivery("9,hyvä\n1,huono\n") { $0.headerRows = 0 }
        #expect(read.rows.map { $0["column 2"] } == ["hyvä", "huono"])
        #expect(read.rows.map { $0["#"] } == ["1", "2"])
    }

    @Test func aColumnWithANumberSignKeepsItsTexts() async throws {
        #expect(try await delivery("#,a\nx,y\n").rows == [["#": "1", "# (2)": "x", "a": "y"]])
    }

    @Test func aRowThatCannotBeReadIsRefusedAndTheNextIsNot() async throws {
        let bytes = Array("a,b\nää,1\n1,2,3\n".utf8) + [0xff] + Array(",2\n3,4,,\n".utf8)
        try await withFile(bytes) { path in
            let delivery = try await Delivery(CSVChannel.Configuration(path: path))
            #expect(delivery.failure == nil)
            #expect(delivery.rows.map { $0["#"] } == ["1", "4"])
            let flaws = delivery.records.filter { $0.flaw != nil }
            #expect(flaws.map(\.line) == [3, 4])
            #expect(flaws.first?.flaw?.contains("3 cells and the header 2") == true)
            #expect(flaws.last?.flaw?.contains("column \"a\" is damaged") == true)
        }
    }

    @Test func whatComesBeforeAnErrorIsHandedOn() async throws {
        let read = try await delivery("a,b\n1,2\n3,\"x\n")
        #expect(read.rows.count == 1)
        #expect(read.failure?.line == 3)
        #expect(read.failure?.problem == "a quote that opens on this line is never closed")
    }

    @Test func emptyFilesHaveNoRecords() async throws {
        for text in ["", "\n", "a,b\n", "a,b"] {
            let read = try await delivery(text)
            #expect(read.batches.isEmpty)
            #expect(read.failure == nil)
        }
    }

    /// The law of the contract: whatever has been acknowledged, the next run goes on behind it and leaves nothing out.
    /// (Becomes a call of the channels' kit of TuntumaTesting.)
    @Test func keepsTheChannelContract() async throws {
        var text = "id;teksti\n"
        for number in 1...1000 { text += "\(number);\"rivi\n\(number)\"\n" }
        try await withFile(Array(text.utf8)) { path in
            let configuration = CSVChannel.Configuration(path: path)
            let whole = try await Delivery(configuration)
            #expect(whole.batches.map(\.records.count) == [256, 256, 256, 232])
            #expect(whole.rows.map { $0["id"] } == (1...1000).map { "\($0)" })
            #expect(whole.records.map(\.line) == (1...1000).map { 2 * $0 })
            for (index, batch) in whole.batches.enumerated() {
                let rest = try await Delivery(configuration, from: batch.position)
                #expect(rest.failure == nil)
                #expect(rest.rows == Array(whole.rows.dropFirst((index + 1) * 256)))
            }
            let other = try await Delivery(configuration, from: Position("row 1001"))
            #expect(other.failure?.problem.hasPrefix("has 1000 rows, but 1001 were read before") == true)
            for text in ["", "line 3", "row -1", "row x"] {
                #expect(try await Delivery(configuration, from: Position(text)).failure != nil)
            }
        }
    }

    @Test func aLastRowWithoutAnEndIsReadAgain() async throws {
        for text in ["a,b\n1,2\n3,4", "a,b\n1,2\n3,"] {
            let first = try await delivery(text)
            #expect(first.rows.count == 2)
            let position = try #require(first.batches.last?.position)
            #expect(position.text == "row 1")
            let second = try await delivery("a,b\n1,2\n3,45\n", from: position)
            #expect(second.rows == [["#": "2", "a": "3", "b": "45"]])
            #expect(second.batches.last?.position.text == "row 2")
        }
    }

    @Test func cancellingEndsTheRun() async throws {
        try await withFile(Array("a,b\n1,2\n".utf8)) { path in
            let task = Task { () async throws -> Int in
                withUnsafeCurrentTask { $0?.cancel() }
                return try await Delivery(CSVChannel.Configuration(path: path)).batches.count
            }
            let count = try await task.value
            #expect(count == 0)
        }
    }

    @Test func anArchiveIsReadAsItIs() async throws {
        let archive = try #require(Data(base64Encoded: "H4sIAAAAAAACA0vUSeIy1DHi4jLWMeECAAaywhUNAAAA"))
        try await withFile(Array(archive), named: "a.csv.gz") { path in
            let delivery = try await Delivery(CSVChannel.Configuration(path: path))
            #expect(delivery.rows.map { $0["a"] } == ["1", "3"])
        }
        try await withFile(Array(archive.dropLast(5)), named: "a.csv.gz") { path in
            let failure = try await Delivery(CSVChannel.Configuration(path: path)).failure
            #expect(failure?.problem.contains("cut short") == true)
        }
        let missing = try await Delivery(CSVChannel.Configuration(path: "/nowhere/at/all.csv"))
        #expect(missing.failure == ChannelError(source: "/nowhere/at/all.csv", problem: "there is no such file"))
    }

    @Test func whatAWorkspaceMustNotSayIsNamed() throws {
        func refusedKey(_ change: (inout CSVChannel.Configuration) -> Void) -> String? {
            var configuration = CSVChannel.Configuration(path: "a.csv")
            change(&configuration)
            do throws(ConfigurationError) {
                _ = try CSVChannel(
                    configuration: configuration, environment: PluginEnvironment(symbols: SymbolTable()))
                return nil
            } catch {
                return error.key
            }
        }
        #expect(refusedKey { _ in } == nil)
        #expect(refusedKey { $0.path = "" } == "path")
        #expect(refusedKey { $0.separator = "ab" } == "separator")
        #expect(refusedKey { $0.encoding = "ebcdic" } == "encoding")
        #expect(refusedKey { $0.headerRows = 11 } == "header_rows")
        #expect(refusedKey { $0.skipRows = -1 } == "skip_rows")
        #expect(refusedKey { $0.skipRowsAfterHeader = -1 } == "skip_rows_after_header")
        #expect(
            refusedKey {
                $0.separator = ","
                $0.decimalComma = true
            } == "decimal_comma")
    }
}

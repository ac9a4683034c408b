import EventLog
import Foundation
import Testing
import Tuntuma
import TuntumaTesting

/// CloudEvents 1.0 in structured JSON mode.
struct CloudEventTests {
    private func envelope(_ data: String?, _ more: String = "") -> String {
        "{\"specversion\":\"1.0\",\"id\":\"e-1\",\"source\":\"/survey\",\"type\":\"response\",\"subject\":\"order/17\","
            + "\"time\":\"2026-03-02T09:15:00Z\"\(more)" + (data.map { ",\"data\":\($0)" } ?? "") + "}"
    }

    @Test func theEnvelopeSaysWhoAndWhenAndDataTheRest() throws {
        let decoded = try Decoded(
            envelope(#"{"survey":"nps","unit":"turku","subject":"c-42","answers":{"nps":9},"attributes":{"a":1}}"#))
        #expect(decoded.reasons == [])
        let event = try #require(decoded.events.first)
        #expect(event.id == "e-1")
        #expect(decoded.text(event.source) == "/survey")
        #expect(decoded.text(event.type) == "response")
        #expect(event.time.milliseconds == 1_772_442_900_000)
        #expect(decoded.text(event.survey) == "nps")
        #expect(decoded.text(event.unit) == "turku")
        #expect(decoded.answer("nps") == .integer(9))
        #expect(decoded.attribute("a") == .integer(1))
        #expect(event.subject == "c-42")
    }

    @Test func theEnvelopesSubjectIsNoPerson() throws {
        let decoded = try Decoded(envelope(#"{"answers":{"nps":9}}"#))
        #expect(try #require(decoded.events.first).subject == nil)
        // Nor can it be too long for one, or of another kind.
        let long = String(repeating: "x", count: 500)
        #expect(try Decoded(envelope("{}").replacing("order/17", with: long)).reasons == [])
    }

    @Test func theEnvelopeStandsOverItsData() throws {
        let data = #"{"id":"inner","source":"inner","type":"inner","time":"2020-01-01T00:00:00Z","answers":{"nps":9}}"#
        let event = try #require(try Decoded(envelope(data)).events.first)
        #expect(event.id == "e-1")
        #expect(event.time.milliseconds == 1_772_442_900_000)
    }

    @Test func theOrderOfTheEnvelopeDoesNotMatter() throws {
        let data = #"{"survey":"nps","answers":{"nps":9}}"#
        let first =
            "{\"data\":\(data),\"time\":\"2026-03-02T09:15:00Z\",\"type\":\"response\",\"subject\":\"order/17\","
            + "\"source\":\"/survey\",\"id\":\"e-1\",\"specversion\":\"1.0\"}"
        let decoded = try Decoded(first + "\n" + envelope(data))
        #expect(decoded.reasons == [])
        #expect(decoded.events.map { decoded.text($0.survey) } == ["nps", "nps"])
        #expect(Set(decoded.chunk.contents).count == 1)
    }

    @Test(arguments: [
        (#"[1]"#, "data: "), (#""text""#, "data: "), ("1", "data: "), (#"{"answers":1}"#, "answers: "),
        (#"{"unit":1}"#, "unit: "), (#"{"about":"yesterday"}"#, "about: "), (#"{"unit":"a","unit":"b"}"#, "unit: "),
    ])
    func wrongData(data: String, prefix: String) throws {
        let reason = try #require(try Decoded(envelope(data)).reasons.first)
        #expect(reason.hasPrefix(prefix), "\(reason)")
    }

    @Test func whatAnEnvelopeMustHave() throws {
        for name in ["id", "source", "type", "time"] {
            let line = envelope("{}").replacing("\"\(name)\":", with: "\"x\(name)\":")
            let reason = try #require(try Decoded(line).reasons.first)
            #expect(reason.hasPrefix("\(name): missing"), "\(reason)")
        }
        #expect(
            try Decoded(envelope("{}").replacing("\"1.0\"", with: "\"0.3\"")).reasons.first?.hasPrefix("specversion: ")
                == true)
        #expect(
            try Decoded(envelope("{}").replacing("\"1.0\"", with: "1.0")).reasons.first?.hasPrefix("specversion: ")
                == true)
        #expect(try Decoded(envelope(nil)).reasons == [])
    }

    @Test func data64IsRefusedWithAWayOut() throws {
        let reason = try #require(try Decoded(envelope(nil, ",\"data_base64\":\"e30=\"")).reasons.first)
        #expect(reason == "data_base64: not supported; send data as a JSON object")
    }

    /// The structured messages of the conformance suite.
    @Test(.enabled(if: SharedData.isPresent, SharedData.absence))
    func theConformanceSuite() throws {
        var messages: [[String: Any]] = []
        for name in SharedData.names(in: "cloudevents/features", prefix: "") {
            let text = String(decoding: try SharedData.data("cloudevents/features/\(name)"), as: UTF8.self)
            for (index, part) in text.components(separatedBy: "\"\"\"").enumerated() where index % 2 == 1 {
                // HTTP messages have headers above an empty line.
                let body = part.replacing("\r", with: "").components(separatedBy: "\n").drop { !$0.contains("{") }
                let json = try? JSONSerialization.jsonObject(with: Data(body.joined(separator: "\n").utf8))
                if let message = json as? [String: Any], message["specversion"] != nil { messages.append(message) }
            }
        }
        #expect(messages.count >= 2)
        for message in messages {
            let line = try JSONSerialization.data(withJSONObject: message)
            let decoded = try Decoded(Array(line))
            #expect(decoded.reasons == [])
            let event = try #require(decoded.events.first)
            #expect(event.id == message["id"] as? String)
            #expect(decoded.text(event.source) == message["source"] as? String)
            #expect(decoded.text(event.type) == message["type"] as? String)
        }
    }

    /// The sample events, which are written in YAML.
    @Test(.enabled(if: SharedData.isPresent, SharedData.absence))
    func theSampleEvents() throws {
        var accepted = 0
        for name in SharedData.names(in: "cloudevents/diff_samples", prefix: "sample") where name.hasSuffix(".yaml") {
            let text = String(decoding: try SharedData.data("cloudevents/diff_samples/\(name)"), as: UTF8.self)
            for document in text.components(separatedBy: "\n---") {
                var fields: [String: String] = [:]
                for line in document.components(separatedBy: "\n") where line.hasPrefix("  ") && !line.hasPrefix("   ")
                {
                    let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
                    if parts.count == 2, parts[0].first?.isLowercase == true { fields[parts[0]] = parts[1] }
                }
                guard fields["specversion"] == "1.0" else { continue }
                let decoded = try Decoded(Array(try JSONSerialization.data(withJSONObject: fields)))
                let missing = ["id", "source", "time", "type"].filter { fields[$0] == nil }
                if missing.isEmpty {
                    #expect(decoded.events.map(\.id) == [fields["id"]], "\(name)")
                    accepted += 1
                } else {
                    #expect(decoded.reasons.count == 1, "\(name)")
                }
            }
        }
        #expect(accepted > 5)
    }
}

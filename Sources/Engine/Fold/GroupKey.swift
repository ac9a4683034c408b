import EventLog
import JSONText
package import Tuntuma
package import Workspace

/// One key of `--by`: what events are grouped by.
package struct GroupKey: Sendable {
    private enum Source: Sendable {
        case dimension(EventField.Name)
        case respondent([Symbol])
        case attribute(Symbol)
        /// A property of the event's touchpoint, by the touchpoint's symbol.
        case touchpoint([Symbol: Symbol])
        /// The event's own journey, else its touchpoint's.
        case journey([Symbol: Symbol])
    }

    /// The key as it was written.
    package let text: String
    private let source: Source

    /// The dimensions that events carry themselves.
    private static let dimensions: [EventField.Name] = [
        .source, .type, .survey, .touchpoint, .channel, .unit, .language, .account, .project,
    ]
    /// What a touchpoint of the workspace has.
    private static let touchpointProperties = ["journey", "stage", "medium", "controlled", "owner"]

    /// All keys that do not begin with `attributes.`.
    package static var known: [String] {
        dimensions.map(\.rawValue) + ["respondent"] + touchpointProperties
    }

    /// Reads a key.
    /// - Returns: Nil when there is no such key.
    package init?(_ text: String, workspace: Workspace, symbols: SymbolTable) {
        self.text = text
        if text.hasPrefix("attributes."), text.utf8.count > 11 {
            source = .attribute(symbols.symbol(for: String(text.dropFirst(11))))
        } else if text == "respondent" {
            source = .respondent(Respondent.allCases.map { symbols.symbol(for: $0.name) })
        } else if let name = EventField.Name(rawValue: text), Self.dimensions.contains(name) {
            source = .dimension(name)
        } else if Self.touchpointProperties.contains(text) {
            var properties: [Symbol: Symbol] = [:]
            for (id, touchpoint) in workspace.touchpoints {
                guard let property = touchpoint.property(text) else { continue }
                properties[symbols.symbol(for: id)] = symbols.symbol(for: property)
            }
            source = text == "journey" ? .journey(properties) : .touchpoint(properties)
        } else {
            return nil
        }
    }

    /// The event's value of the key; ``Symbol/none`` when it has none.
    @inline(__always) func value(of event: Event, _ cache: inout SymbolCache) -> Symbol {
        switch source {
        case .dimension(let name): Self.dimension(name, event.fields)
        case .respondent(let names): names[Int(event.respondent.rawValue)]
        case .touchpoint(let properties): properties[event.touchpoint] ?? .none
        case .journey(let properties):
            event.journey.isPresent ? event.journey : properties[event.touchpoint] ?? .none
        case .attribute(let name): Self.attribute(name, event, &cache)
        }
    }

    @inline(__always) private static func dimension(_ name: EventField.Name, _ row: EventRow) -> Symbol {
        switch name {
        case .source: row.source
        case .type: row.type
        case .survey: row.survey
        case .touchpoint: row.touchpoint
        case .channel: row.channel
        case .unit: row.unit
        case .language: row.language
        case .account: row.account
        case .project: row.project
        default: .none
        }
    }

    private static func attribute(_ name: Symbol, _ event: Event, _ cache: inout SymbolCache) -> Symbol {
        guard let entry = event.attributeEntry(name) else { return .none }
        if entry.kind == .text {
            return event.batch.withBytes(of: entry.text) { cache.symbol($0) } ?? .none
        }
        var text = event.batch.value(entry).groupName
        return text.withUTF8 { cache.symbol($0) } ?? .none
    }
}

extension Touchpoint {
    fileprivate func property(_ name: String) -> String? {
        switch name {
        case "journey": journey
        case "stage": stage
        case "medium": medium
        case "controlled": controlled.map { $0 ? "true" : "false" }
        default: owner
        }
    }
}

extension Value {
    /// How a group is called whose attribute has this value.
    fileprivate var groupName: String {
        switch self {
        case .integer(let value): String(value)
        case .decimal(let value): JSONText.text(of: value)
        case .boolean(let value): value ? "true" : "false"
        case .text(let value): value
        case .list(let values): values.joined(separator: ", ")
        }
    }
}

package import Tuntuma

/// What a rule decided for an event: the decision's own fields, filled in.
package struct Decision: Equatable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case alert, route, act
    }

    package var kind: Kind
    /// In the order of ``DecisionShape``, then by name.
    package var fields: [(name: String, value: Value)]

    package init(kind: Kind, fields: [(name: String, value: Value)]) {
        self.kind = kind
        self.fields = fields
    }

    package static func == (left: Decision, right: Decision) -> Bool {
        left.kind == right.kind && left.fields.elementsEqual(right.fields, by: ==)
    }
}

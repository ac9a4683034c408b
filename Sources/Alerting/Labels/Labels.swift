package import JSONText

/// A name and a value of an alert, such as `unit` and `turku`.
package struct Label: Hashable, Codable, Sendable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// The labels of an alert or of a group of alerts: each name once, sorted by the bytes of the names.
///
/// What an alert is known by. A label with an empty value is one that is not there, as in Alertmanager.
package struct Labels: Hashable, Comparable, Codable, Sendable {
    package private(set) var all: [Label] = []

    package init() {}

    /// Makes labels of pairs in any order; of several with one name the last counts.
    package init(_ pairs: some Sequence<(name: String, value: String)>) {
        for pair in pairs { self[pair.name] = pair.value }
    }

    package init(from decoder: any Decoder) throws {
        let pairs = try [Label](from: decoder)
        self.init(pairs.map { ($0.name, $0.value) })
    }

    package func encode(to encoder: any Encoder) throws {
        try all.encode(to: encoder)
    }

    /// The value of a label; "" where it is not there.
    package subscript(name: String) -> String {
        get { all.first { $0.name == name }?.value ?? "" }
        set {
            let place = all.firstIndex { !$0.name.utf8.lexicographicallyPrecedes(name.utf8) } ?? all.count
            let isThere = place < all.count && all[place].name == name
            switch (isThere, newValue.isEmpty) {
            case (true, true): all.remove(at: place)
            case (true, false): all[place].value = newValue
            case (false, true): return
            case (false, false): all.insert(Label(name: name, value: newValue), at: place)
            }
        }
    }

    /// Those of some names.
    package func picked(_ names: [String]) -> Labels {
        Labels(names.map { ($0, self[$0]) })
    }

    package static func < (left: Labels, right: Labels) -> Bool {
        for (one, other) in zip(left.all, right.all) where one != other {
            if one.name != other.name { return one.name.utf8.lexicographicallyPrecedes(other.name.utf8) }
            return one.value.utf8.lexicographicallyPrecedes(other.value.utf8)
        }
        return left.all.count < right.all.count
    }

    /// `severity=critical unit="Turku 2"`: for people, and as it is typed on the command line.
    package var text: String {
        all.map { label in
            let isPlain = label.value.allSatisfy { $0.isLetter || $0.isNumber || "-_.:/".contains($0) }
            guard !isPlain else { return "\(label.name)=\(label.value)" }
            var quoted: [UInt8] = []
            JSONText.append(label.value, to: &quoted)
            return "\(label.name)=\(String(decoding: quoted, as: UTF8.self))"
        }.joined(separator: " ")
    }

    package var json: JSONValue {
        .object(all.map { ($0.name, .string($0.value)) })
    }
}

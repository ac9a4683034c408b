/// Something that was guessed, and why.
package struct Guess<Value: Sendable & Equatable>: Sendable, Equatable {
    package var value: Value
    /// Why, for a person.
    package var reason: String
    /// From 0 (anything else is as likely) to 1 (certain).
    package var confidence: Double

    package init(_ value: Value, reason: String, confidence: Double) {
        self.value = value
        self.reason = reason
        self.confidence = confidence
    }
}

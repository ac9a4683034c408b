import Glibc
import Synchronization

/// A pattern for the whole value of a label: an extended regular expression of POSIX, in UTF-8, by the C library.
///
/// What would take longer than the value is long is refused when the pattern is made: references back to a group, and
/// repetitions of repetitions beyond a bound. So a match takes time in proportion to the value and the bound, whatever the two are.
package final class LabelPattern: Sendable {
    /// As it is written in the workspace.
    package let text: String
    private let compiled: Mutex<CompiledPattern>

    /// A longer value matches no pattern.
    static let longestValue = 4096

    /// - Throws: What is wrong with the pattern, and what to write.
    package init(_ text: String) throws(LabelPatternError) {
        try PatternCheck.check(text)
        self.text = text
        compiled = Mutex(try CompiledPattern("^(\(text))$"))
    }

    /// Whether the whole of a value matches.
    package func matches(_ value: String) -> Bool {
        guard value.utf8.count <= Self.longestValue, !value.utf8.contains(0) else { return false }
        return compiled.withLock { $0.matches(value) }
    }
}

extension LabelPattern: Equatable {
    package static func == (left: LabelPattern, right: LabelPattern) -> Bool { left.text == right.text }
}

/// A pattern that is none.
package struct LabelPatternError: Error, Equatable, Sendable {
    package var problem: String

    init(_ problem: String) {
        self.problem = problem
    }
}

/// Owns what the C library makes of a pattern.
private struct CompiledPattern: ~Copyable {
    private let expression: UnsafeMutablePointer<regex_t>
    /// In which bytes are letters of UTF-8, whatever the process has.
    private let locale: locale_t

    init(_ text: String) throws(LabelPatternError) {
        guard let locale = newlocale(1 << LC_CTYPE, "C.UTF-8", nil) else {
            throw LabelPatternError("needs the locale C.UTF-8, which this system does not have")
        }
        let expression = UnsafeMutablePointer<regex_t>.allocate(capacity: 1)
        let before = uselocale(locale)
        let status = regcomp(expression, text, REG_EXTENDED | REG_NOSUB)
        uselocale(before)
        guard status == 0 else {
            var message = [CChar](repeating: 0, count: 256)
            _ = regerror(status, expression, &message, message.count)
            expression.deallocate()
            freelocale(locale)
            let bytes = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
            throw LabelPatternError("is no pattern: \(String(decoding: bytes, as: UTF8.self))")
        }
        self.expression = expression
        self.locale = locale
    }

    deinit {
        regfree(expression)
        expression.deallocate()
        freelocale(locale)
    }

    borrowing func matches(_ value: String) -> Bool {
        let before = uselocale(locale)
        defer { uselocale(before) }
        return regexec(expression, value, 0, nil, 0) == 0
    }
}

import Testing

/// What the code may not hold, whoever writes it.
struct ForbiddenTests {
    /// A word of code that has no place in Sources and Plugins, and what to do instead.
    struct Forbidden: CustomTestStringConvertible {
        var code: String
        var instead: String
        var testDescription: String { code }
    }

    private static let forbidden = [
        Forbidden(
            code: "@unchecked Sendable", instead: "let the compiler keep the promise: a struct, an actor or a Mutex"),
        Forbidden(code: "nonisolated(unsafe)", instead: "hand the value in, or keep it in a Mutex"),
        Forbidden(code: "try!", instead: "throw, or return an outcome"),
        Forbidden(code: "as!", instead: "use as? and say what happens otherwise"),
        Forbidden(code: "fatalError(", instead: "throw, or return an outcome: no input may end the program"),
        Forbidden(code: "Task {", instead: "give the work a parent: async let or a task group"),
        Forbidden(code: "Task(", instead: "give the work a parent: async let or a task group"),
        Forbidden(code: "Task.detached", instead: "give the work a parent: async let or a task group"),
    ]

    /// Files that may hold one of these after all, and why.
    private static let exceptions: [String: (code: String, reason: String)] = [
        "Sources/TuntumaTesting/Deadline.swift": (
            "Task(", "a task group would wait for a plugin that hangs; the deadline must not"
        )
    ]

    @Test(arguments: forbidden)
    func isNowhereInTheShippedCode(word: Forbidden) throws {
        for path in Checkout.shippedFiles {
            guard Self.exceptions[path]?.code != word.code else { continue }
            for line in try #require(Checkout.code[path]).linesHolding(word.code) {
                Issue.record("\(path):\(line): `\(word.code)` is not allowed here; \(word.instead).")
            }
        }
    }

    @Test func everyExceptionIsStillNeeded() throws {
        for (path, exception) in Self.exceptions {
            guard let source = Checkout.code[path] else { continue }
            #expect(
                !source.linesHolding(exception.code).isEmpty,
                "\(path):1: no `\(exception.code)` any more; take the exception out of ForbiddenTests.")
        }
    }

    @Test func nothingIsUnwrappedByForce() throws {
        for path in Checkout.shippedFiles {
            for line in try #require(Checkout.code[path]).forcedLines {
                Issue.record("\(path):\(line): a value is unwrapped by force; use guard let, if let or ??.")
            }
        }
    }

    @Test func onlyTheContractIsPublic() throws {
        let inside = Checkout.shippedFiles.filter { path in
            path.hasPrefix("Sources/") && !["Tuntuma", "TuntumaTesting"].contains(Checkout.target(of: path))
        }
        for path in inside {
            for (index, line) in try #require(Checkout.code[path]).lines.enumerated()
            where line.split(separator: " ").contains("public") {
                Issue.record("\(path):\(index + 1): only the contract is public; say package, or nothing.")
            }
        }
    }

    @Test func noFileIsLong() throws {
        for path in Checkout.swiftFiles {
            let lines = try Checkout.text(of: path).utf8.count { $0 == 0x0A }
            if lines > 400 {
                Issue.record("\(path):401: \(lines) lines; move a topic to a file of its own (Type+Topic.swift).")
            }
        }
    }
}

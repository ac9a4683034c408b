import Foundation
import Testing
import TuntumaTesting

@testable import Alerting

/// Patterns of labels: what they match, what is refused, and that none of them takes long.
struct LabelPatternTests {
    @Test(arguments: [
        ("turku|oulu", ["turku", "oulu"], ["turku2", "xoulu", "", "turkuoulu"]),
        ("t.*", ["t", "turku", "töölö"], ["oulu", "xt"]),
        ("[a-z]{3,5}[0-9]?", ["abc", "abcde4"], ["ab", "abcdef", "ABC"]),
        // A letter is one sign, however many bytes it has.
        ("h.me", ["häme", "home"], ["hme", "hääme"]),
        ("[äö]+", ["ä", "öä"], ["a", ""]),
        (".+", ["x"], [""]),
        ("(a|b)*c?", ["", "abba", "bc"], ["cc"]),
        ("a\\.b", ["a.b"], ["axb"]),
        ("[]x]", ["]", "x"], ["[]x]"]),
        ("[[:digit:]]+", ["42"], ["x"]),
    ]) func theWholeValueMatches(pattern: String, held: [String], others: [String]) throws {
        let pattern = try LabelPattern(pattern)
        for value in held { #expect(pattern.matches(value), "\(pattern.text) \(value)") }
        for value in others { #expect(!pattern.matches(value), "\(pattern.text) \(value)") }
    }

    @Test(arguments: [
        ("(a)\\1", "not known here; write out"), ("\\d+", "write [0-9]"), ("(?i)a", "(?"), ("a)|(b", "without its"),
        ("(a", "without its"), ("[a", "without its"), ("a{2", "braces"), ("a{x}", "braces"), ("a{3,2}", "braces"),
        ("a{256}", "more than 255"), ("*a", "repeats nothing"), ("x+?", "repeats nothing"), ("x**", "repeats nothing"),
        ("a\\", "ends with"), ("[\\w]", "in brackets"),
        ("[[.a.]]", "[."), ("(((((((((((a+)+)+)+)+)+)+)+)+)+)+)+", "too often"),
        ("((a{1,250}){1,250}){1,250}", "too often"), ("\\bx", "\\b"), ("[b-a]", "is no pattern"),
        (String(repeating: "ab", count: 200), "longer than"),
    ]) func whatCannotBeTrustedIsRefused(pattern: String, problem: String) {
        do {
            _ = try LabelPattern(pattern)
            Issue.record("\(pattern) was taken")
        } catch {
            #expect(error.problem.contains(problem), "\(pattern): \(error.problem)")
        }
    }

    /// Patterns that keep engines which go back busy for years, and random ones, against the longest values.
    @Test func nothingHangs() throws {
        let began = ContinuousClock.now
        let value = String(repeating: "a", count: LabelPattern.longestValue - 1) + "!"
        for text in ["(a+)+", "(a*)*", "(a|aa)+", "(a|a?)+", "(.*a){12}", "([a-z]+)*$", "(a?){200}a{200}", ".*.*.*.*x"]
        {
            #expect(!(try LabelPattern(text)).matches(value), "\(text)")
        }
        var random = SplitMix64(seed: 5)
        var taken = 0
        for _ in 0..<2000 {
            let signs = Array("aab()|*+?.{2}[a-c]\\ä^$")
            let text = String(
                (0..<Int.random(in: 1...24, using: &random)).map { _ in signs.randomElement(using: &random) ?? "a" })
            guard let pattern = try? LabelPattern(text) else { continue }
            taken += 1
            _ = pattern.matches(String(value.suffix(200)))
        }
        #expect(taken > 50)
        #expect(began.duration(to: .now) < .seconds(60))
    }

    @Test func aLongerValueMatchesNothing() throws {
        let pattern = try LabelPattern("a*")
        #expect(pattern.matches(String(repeating: "a", count: 4096)))
        #expect(!pattern.matches(String(repeating: "a", count: 4097)))
    }
}

import Testing
import TuntumaTesting

import JSONText
import TuntumaTesting

struct JSONTextTests {
    /// RFC 8785, appendix B, and the corners of ECMAScript's layouts.
    @Test(
        arguments: [
            (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"), (0x0000_0000_0000_0001, "5e-324"),
            (0x8000_0000_0000_0001, "-5e-324"), (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
            (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"), (0x4340_0000_0000_0000, "9007199254740992"),
            (0xc340_0000_0000_0000, "-9007199254740992"), (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"), (0x44b5_2d02_c7e1_4af6, "1e+23"),
            (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"), (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
            (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"), (0x444b_1ae4_d6e2_ef50, "1e+21"),
            (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"), (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
            (0x41b3_de43_5555_5553, "333333333.3333332"), (0x41b3_de43_5555_5554, "333333333.33333325"),
            (0x41b3_de43_5555_5555, "333333333.3333333"), (0x41b3_de43_5555_5556, "333333333.3333334"),
            (0x41b3_de43_5555_5557, "333333333.33333343"), (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
            (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
        ] as [(UInt64, String)])
    func numbersAreThoseOfRFC8785(bits: UInt64, text: String) {
        #expect(JSONText.text(of: Double(bitPattern: bits)) == text)
    }

    @Test(
        arguments: [
            (1e21, "1e+21"), (1e-7, "1e-7"), (-0.0, "0"), (333_333_333.333_333_29, "333333333.3333333"), (1, "1"),
            (-1.5, "-1.5"), (100, "100"), (1e20, "100000000000000000000"), (123e-8, "0.00000123"), (1.25e-9, "1.25e-9"),
            (1.5e300, "1.5e+300"), (0.1, "0.1"), (31.666666666666668, "31.666666666666668"),
        ] as [(Double, String)])
    func numbersAreLaidOutAsInECMAScript(number: Double, text: String) {
        #expect(JSONText.text(of: number) == text)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, .signalingNaN])
    func whatIsNotFiniteIsNull(number: Double) {
        #expect(JSONText.text(of: number) == "null")
        #expect(JSONDocument.bytes(.number(number)) == Array("null\n".utf8))
    }

    @Test func everyNumberReadsBackAsItself() {
        var random = SplitMix64(seed: 8785)
        var numbers = (0..<20_000).map { _ in Double(bitPattern: random.next()) }.filter(\.isFinite)
        numbers += (0..<20_000).map { _ in (Double.random(in: -1e6...1e6, using: &random) * 1_000).rounded() / 1_000 }
        let wrong = numbers.filter { Double(JSONText.text(of: $0)) != $0 }
        #expect(wrong.isEmpty)
    }

    @Test func textsAreEscapedAsLittleAsPossible() {
        let controls = String(String.UnicodeScalarView((0..<0x20).compactMap { Unicode.Scalar($0) }))
        #expect(
            text(.string(controls + "\"\\/\u{7F}\u{80}é€\u{2028}😀"))
                == #""\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f"#
                + #"\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f"#
                + "\\\"\\\\/\u{7F}\u{80}é€\u{2028}😀\"\n")
    }

    @Test func membersAreSortedByTheBytesOfTheirNames() {
        // Swift itself would hold the two é to be equal, and RFC 8785 would put the emoji before U+FFFD.
        let names = ["b", "é", "e\u{301}", "a", "\u{FFFD}", "😀", "", "B", "10", "9"]
        let document = text(.object(names.enumerated().map { ($1, .integer($0)) }))
        #expect(
            document == #"{"":6,"10":8,"9":9,"B":7,"a":3,"b":0,"e"# + "\u{301}" + #"":2,"é":1,"# + "\"\u{FFFD}\":4,"
                + #""😀":5}"# + "\n")
    }

    @Test func aNameIsWrittenOnce() {
        #expect(text(.object([("a", .integer(1)), ("b", .null), ("a", .integer(2))])) == #"{"a":1,"b":null}"# + "\n")
    }

    @Test func wholeNumbersKeepTheirDigits() {
        #expect(text(.array([.integer(.max), .integer(.min)])) == "[9223372036854775807,-9223372036854775808]\n")
        #expect(text(.array([.boolean(true), .boolean(false), .array([]), .object([])])) == "[true,false,[],{}]\n")
    }

    private func text(_ value: JSONValue) -> String {
        String(decoding: JSONDocument.bytes(value), as: UTF8.self)
    }
}

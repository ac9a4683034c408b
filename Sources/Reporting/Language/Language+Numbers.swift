import JSONText

/// Numbers for people: decimal comma and a no-break space between thousands in Finnish and Swedish, a point and a comma
/// in English, and a real minus sign.
extension Language {
    private var decimalSeparator: String { self == .english ? "." : "," }
    private var groupSeparator: String { self == .english ? "," : "\u{A0}" }

    /// A whole number: `12,345`.
    package func format(_ number: Int) -> String {
        let grouped = group(String(number.magnitude))
        return number < 0 ? "\u{2212}" + grouped : grouped
    }

    /// A number with a fixed count of decimals, 0 to 6; a dash when it is not finite. What rounds to zero has no sign.
    package func format(_ number: Double, decimals: Int) -> String {
        guard number.isFinite else { return "\u{2013}" }
        let places = min(max(decimals, 0), 6)
        let scale = (0..<places).reduce(1.0) { power, _ in power * 10 }
        let scaled = (number.magnitude * scale).rounded()
        guard scaled < 9_007_199_254_740_992 else {
            let text = JSONText.text(of: number.magnitude)
            return (number < 0 ? "\u{2212}" : "") + text.map { $0 == "." ? decimalSeparator : String($0) }.joined()
        }
        let digits = String(Int(scaled))
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        let whole = group(String(padded.dropLast(places)))
        let sign = number < 0 && scaled > 0 ? "\u{2212}" : ""
        return sign + whole + (places > 0 ? decimalSeparator + String(padded.suffix(places)) : "")
    }

    /// A large count in short: `987`, `12.3 k`, `1.2 M`.
    package func short(_ count: Double) -> String {
        guard count.isFinite else { return "\u{2013}" }
        switch count.magnitude {
        case ..<999.5: return format(count, decimals: 0)
        case ..<999_950: return format(count / 1_000, decimals: 1) + "\u{A0}k"
        default: return format(count / 1_000_000, decimals: 1) + "\u{A0}M"
        }
    }

    /// A time span: `12 ms`, `3.4 s`, `2 min 5 s`.
    package func duration(_ seconds: Double) -> String {
        guard seconds.isFinite else { return "\u{2013}" }
        switch seconds {
        case ..<0.9995: return format(seconds * 1_000, decimals: seconds < 0.01 ? 1 : 0) + "\u{A0}ms"
        case ..<9.95: return format(seconds, decimals: 1) + "\u{A0}s"
        case ..<59.5: return format(seconds, decimals: 0) + "\u{A0}s"
        default:
            let whole = seconds.rounded()
            let minutes = (whole / 60).rounded(.down)
            return format(minutes, decimals: 0) + "\u{A0}min\u{A0}" + format(whole - minutes * 60, decimals: 0)
                + "\u{A0}s"
        }
    }

    /// A share of 1 in whole per cent: `45 %`, in English `45%`.
    package func percent(_ share: Double) -> String {
        format(share * 100, decimals: 0) + (self == .english ? "%" : "\u{A0}%")
    }

    /// A day (`2026-03-02`) as people write it: `2.3.2026` in Finnish; Swedish and English readers get ISO 8601.
    package func day(_ iso: String) -> String {
        guard self == .finnish else { return iso }
        let fields = iso.split(separator: "-").compactMap { Int($0) }
        return fields.count == 3 ? "\(fields[2]).\(fields[1]).\(fields[0])" : iso
    }

    private func group(_ digits: String) -> String {
        // Four digits stay together in Finnish and Swedish.
        guard digits.utf8.count > (self == .english ? 3 : 4) else { return digits }
        var result = ""
        for (position, digit) in digits.enumerated() {
            if position > 0, (digits.utf8.count - position) % 3 == 0 { result += groupSeparator }
            result.append(digit)
        }
        return result
    }
}

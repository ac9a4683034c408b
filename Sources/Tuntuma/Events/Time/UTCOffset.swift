/// A difference from UTC as texts write it.
package struct UTCOffset: Equatable, Sendable {
    /// Of local time ahead of UTC.
    package let seconds: Int

    /// Reads an offset at the beginning of a text, which is left with what follows.
    /// - Parameter isNamed: Whether `GMT` or `UTC` stood before it: then it may be absent, and its hours may have one digit
    ///   (`GMT+2`). Without a name it is `Z`, `+02`, `+0200` or `+02:00`.
    package init?(reading rest: inout Substring, isNamed: Bool) {
        var text = rest
        guard let sign = text.first, sign == "+" || sign == "-" || sign == "\u{2212}" else {
            guard isNamed || text.first == "Z" || text.first == "z" else { return nil }
            seconds = 0
            if !isNamed { rest = rest.dropFirst() }
            return
        }
        text.removeFirst()
        let hours = text.prefix(2).prefix { $0.isASCII && $0.isNumber }
        text = text.dropFirst(hours.count)
        guard let hour = Int(hours), hour <= 23, isNamed || hours.count == 2 else { return nil }
        var minute = 0
        let hasColon = text.first == ":"
        let minutes = text.dropFirst(hasColon ? 1 : 0).prefix(2).prefix { $0.isASCII && $0.isNumber }
        if minutes.count == 2, hours.count == 2 || hasColon, let number = Int(minutes), number <= 59 {
            minute = number
            text = text.dropFirst(minutes.count + (hasColon ? 1 : 0))
        } else if hasColon || !minutes.isEmpty {
            return nil
        }
        seconds = (sign == "+" ? 1 : -1) * (hour * 3600 + minute * 60)
        rest = text
    }
}

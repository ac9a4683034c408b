import TerminalTables

/// What all reports for people at a terminal share: a width, a language, and lines that keep to them.
protocol TextReport {
    var language: Language { get }
    /// The columns of the terminal.
    var width: Int { get }
    /// Whether styles may be used.
    var colour: Bool { get }
}

extension TextReport {
    func count(_ number: Int) -> String { language.format(number) }

    /// Sections with empty lines between them; one without lines is left out.
    func text(of sections: [[StyledText]]) -> String {
        sections.filter { !$0.isEmpty }
            .map { lines in lines.map { $0.truncated(to: width).rendered(colour: colour) + "\n" }.joined() }
            .joined(separator: "\n")
    }

    /// A label and items that flow over as many lines as they need, the items under each other where there is room. An item
    /// that is wider than a line is wrapped.
    func flow(_ label: String, _ items: [StyledText], indent: Int = 0, labelWidth: Int = 0) -> [StyledText] {
        let margin = StyledText(String(repeating: " ", count: indent))
        var line = margin
        if !label.isEmpty || labelWidth > 0 {
            line.append(StyledText(label, .dim).padded(to: labelWidth, alignRight: false))
            line.append("  ")
        }
        let hanging = line.width <= width / 2 ? line.width : indent + 2
        var lines: [StyledText] = []
        var isFirstOnLine = true
        for item in items {
            let isTooWide = item.width > max(8, width - hanging)
            if !isFirstOnLine && (isTooWide || line.width + 3 + item.width > width) || isTooWide && line.width > hanging
            {
                lines.append(line)
                line = StyledText(String(repeating: " ", count: hanging))
                isFirstOnLine = true
            }
            if !isFirstOnLine { line.append(" · ", .dim) }
            isFirstOnLine = false
            guard isTooWide else {
                line.append(item)
                continue
            }
            let text = item.spans.map(\.text).joined()
            for (place, piece) in folded(text, to: max(8, width - hanging)).enumerated() {
                if place > 0 {
                    lines.append(line)
                    line = StyledText(String(repeating: " ", count: hanging))
                }
                line.append(piece, item.spans.first?.style ?? .plain)
            }
        }
        return lines + [line]
    }

    /// A sentence that is wrapped at spaces; a word that is wider than the line is cut into pieces.
    func wrap(_ text: String, indent: Int, style: StyledText.Style = .plain) -> [StyledText] {
        folded(TerminalText.escape(text), to: max(8, width - indent))
            .map { StyledText(String(repeating: " ", count: indent) + $0, style) }
    }

    /// A label, set in, and a sentence beside it that is wrapped at spaces.
    func hanging(_ label: StyledText, _ text: String, style: StyledText.Style) -> [StyledText] {
        let indent = 2 + label.width + 2
        return wrap(text, indent: indent, style: style).enumerated().map { place, line in
            guard place == 0 else { return line }
            var first = StyledText("  ")
            first.append(label)
            first.append("  ")
            for span in line.spans { first.append(String(span.text.drop { $0 == " " }), span.style) }
            return first
        }
    }

    /// The lines of a sentence, each so wide at most.
    private func folded(_ text: String, to room: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            for piece in pieces(String(word), of: room) {
                if line.isEmpty {
                    line = piece
                } else if DisplayWidth.of(line) + 1 + DisplayWidth.of(piece) <= room {
                    line += " " + piece
                } else {
                    lines.append(line)
                    line = piece
                }
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }

    private func pieces(_ word: String, of room: Int) -> [String] {
        guard DisplayWidth.of(word) > room else { return [word] }
        var pieces: [String] = []
        var piece = ""
        var used = 0
        for character in word {
            let next = DisplayWidth.of(character)
            if used + next > room {
                pieces.append(piece)
                piece = ""
                used = 0
            }
            piece.append(character)
            used += next
        }
        return pieces + [piece]
    }
}

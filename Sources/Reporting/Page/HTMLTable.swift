/// A table of a page: a caption, column heads, rows whose first cell is their head. Wide ones scroll, with the keyboard too.
package struct HTMLTable {
    package var id: String
    package var caption: String
    package var columns: [String]
    /// The cells of each row as plain text, the first of which names it.
    package var rows: [[String]]

    package init(id: String, caption: String, columns: [String], rows: [[String]]) {
        self.id = id
        self.caption = caption
        self.columns = columns
        self.rows = rows
    }

    package var html: String {
        var html =
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"\(id)\"><table><caption id=\"\(id)\">"
            + "\(XMLText.content(caption))</caption><thead><tr>"
        for column in columns { html += "<th scope=\"col\">\(XMLText.content(column))</th>" }
        html += "</tr></thead><tbody>"
        for row in rows {
            html += "<tr>"
            for (index, cell) in row.enumerated() {
                let cell = XMLText.content(cell)
                html += index == 0 ? "<th scope=\"row\">\(cell)</th>" : "<td>\(cell)</td>"
            }
            html += "</tr>\n"
        }
        return html + "</tbody></table></div>\n"
    }

    /// The table behind a line that opens it.
    package func folded(_ summary: String) -> String {
        "<details><summary>\(XMLText.content(summary))</summary>\(html)</details>\n"
    }
}

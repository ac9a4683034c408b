/// A page that holds everything it needs: no script, no network, the reader's own colours. It can be mailed and kept.
package struct HTMLPage {
    private let language: Language
    private let title: String
    private let skip: String
    private let footer: String
    private let style: String
    private let body: String

    /// Makes a page.
    ///
    /// - Parameters:
    ///   - skip: What the link to the content says, for the keyboard.
    ///   - footer: What stands at its end.
    ///   - style: Rules beside those of ``PageStyle``.
    ///   - body: Its content as HTML; texts in it are escaped already.
    package init(
        language: Language, title: String, skip: String, footer: String, style: String = "", body: String
    ) {
        self.language = language
        self.title = title
        self.skip = skip
        self.footer = footer
        self.style = style.isEmpty ? "" : style + "\n"
        self.body = body
    }

    /// The page as UTF-8; well-formed as XML too.
    package func document() -> [UInt8] {
        let page = """
            <!DOCTYPE html>
            <html lang="\(language.rawValue)" xmlns="http://www.w3.org/1999/xhtml">
            <head>
            <meta charset="utf-8"/>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <title>\(XMLText.content(title))</title>
            <style>
            \(PageStyle.css)
            \(style)</style>
            </head>
            <body>
            <a class="skip" href="#content">\(XMLText.content(skip))</a>
            <main id="content">
            \(body)</main>
            <footer><p>\(XMLText.content(footer))</p></footer>
            </body>
            </html>

            """
        return Array(page.utf8)
    }
}

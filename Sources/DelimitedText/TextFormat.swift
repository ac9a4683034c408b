/// What is known of a delimited text before it is read. What is nil is guessed from its beginning.
package struct TextFormat: Sendable {
    package var encoding: TextEncoding?
    package var separator: Separator?

    package init(encoding: TextEncoding? = nil, separator: Separator? = nil) {
        self.encoding = encoding
        self.separator = separator
    }
}

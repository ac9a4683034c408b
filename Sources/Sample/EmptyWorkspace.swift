/// What `tuntuma init DIR` writes: a workspace with nothing in it but comments that say what goes where.
package struct EmptyWorkspace: Sendable {
    /// The files by their paths below the workspace's folder, in a fixed order.
    package var files: [(path: String, contents: String)]

    package init() {
        files = [
            ("README.md", EmptyText.readme),
            ("tuntuma.lua", EmptyText.workspace),
            ("rules/README.md", EmptyText.rules),
            ("metrics/README.md", EmptyText.metrics),
            ("log/README.md", EmptyText.log),
        ]
    }
}

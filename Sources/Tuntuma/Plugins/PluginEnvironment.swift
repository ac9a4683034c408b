/// What the host lends to a plugin when it makes it.
public struct PluginEnvironment: Sendable {
    /// The table of the run, for the symbols of questions and other names in the configuration.
    public let symbols: SymbolTable

    /// Makes an environment; the host does, and tests do.
    public init(symbols: SymbolTable) {
        self.symbols = symbols
    }
}

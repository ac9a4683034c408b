package import Tuntuma

/// A metric that the organisation wants: a plugin with its settings, or a Lua metric of its own.
package struct MetricDeclaration: Sendable {
    /// The instance's id, unique in the workspace.
    package var id: String
    /// The plugin's id; nil for a metric written in Lua.
    package var plugin: String?
    /// The settings that are the plugin's own, as written.
    package var block: Block
    /// The types of event that reach the metric.
    package var types: [String] = ["response"]
    /// Whose answers count.
    package var respondents: [Respondent] = [.customer]
    /// The declared condition; nil: every event.
    package var condition: Condition?
    /// The metric of a Lua declaration, ready to run; nil for a plugin's.
    package var scripted: (any ScriptedMetric)?
    /// How the metric is called in reports, by language.
    package var titles: [String: String] = [:]

    package init(id: String, plugin: String?, block: Block) {
        self.id = id
        self.plugin = plugin
        self.block = block
    }
}

/// A metric that was written in Lua, as the host sees it before it makes a runner of it.
package protocol ScriptedMetric: Sendable {
    /// What names the numbers: the SHA-256 of the metric's source, in hex.
    var sourceHash: String { get }

    /// Opens the existential for the host: calls back with the metric's real type.
    func visit<Visitor: MetricVisitor>(_ visitor: Visitor) -> Visitor.Result
}

/// Receives a metric with its type.
package protocol MetricVisitor {
    associatedtype Result
    func visit<M: Metric>(_ metric: M) -> Result
}

/// A way in that the organisation has declared.
package struct ChannelDeclaration: Sendable {
    package var id: String
    package var plugin: String
    package var block: Block
    /// Turns the records of the channel into events; nil: a record is an event already.
    package var conversion: (any RecordConversion)?

    package init(id: String, plugin: String, block: Block, conversion: (any RecordConversion)? = nil) {
        self.id = id
        self.plugin = plugin
        self.block = block
        self.conversion = conversion
    }
}

/// How the records of one channel become events: the channel's `event` function.
package protocol RecordConversion: Sendable {
    /// Makes something that converts, for one worker.
    func makeConverter() throws(Complaint) -> any RecordConverter
}

/// Converts the records of one channel, on one thread.
package protocol RecordConverter: AnyObject {
    /// Converts one record.
    /// - Parameter record: One JSON object.
    /// - Returns: The event as one JSON object without a newline in it; or that the record is to be left out; or why it
    ///   is none.
    func convert(_ record: UnsafeBufferPointer<UInt8>) -> ConvertedRecord
}

/// What a record became.
package enum ConvertedRecord: Equatable, Sendable {
    case event([UInt8])
    case skipped
    case rejected(reason: String)
}

/// A way out that the organisation has declared.
package struct ActionDeclaration: Sendable {
    package var id: String
    package var plugin: String
    package var block: Block

    package init(id: String, plugin: String, block: Block) {
        self.id = id
        self.plugin = plugin
        self.block = block
    }
}

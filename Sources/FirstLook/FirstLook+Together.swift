/// Several files that are looked at together.
extension FirstLook {
    /// The ids of the channels of some files, each once.
    package static func channelIDs(of looks: [FirstLook]) -> [String] {
        var names = UniqueNames(taken: [])
        return looks.map { names.name(for: $0.channelID) }
    }

    /// The channels of some files, and their metrics: one where files ask the same on the same scale, else one for each
    /// file.
    /// - Parameter zone: The IANA time zone in which the files' times are meant.
    package static func workspaceBlocks(of looks: [FirstLook], zone: String = "UTC") -> String {
        let channels = channelIDs(of: looks)
        let blocks = zip(looks, channels).map { look, id in look.channelBlock(zone: zone, id: id) }
        let metrics = zip(looks, channels).flatMap { look, channel in
            look.metrics.map { (metric: $0, channel: channel) }
        }
        var texts: [String] = []
        var written: Set<String> = []
        for (metric, channel) in metrics {
            let isShared = metrics.allSatisfy { $0.metric.id != metric.id || $0.metric.settings == metric.settings }
            let id = isShared ? metric.id : "\(metric.id)-\(channel)"
            guard written.insert(id).inserted else { continue }
            texts.append(metric.text(id: id, source: isShared ? nil : channel))
        }
        return (blocks + texts).joined(separator: "\n")
    }
}

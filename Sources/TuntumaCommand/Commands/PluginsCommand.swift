import Arguments
import Engine
import JSONText
import Output
import Tuntuma

/// `tuntuma plugins`: what can be named in a workspace.
struct PluginsCommand {
    let options: PluginsOptions
    let streams: StandardStreams

    func run() throws -> ExitCode {
        let manifests = try Host().registry.manifests
        switch options.format {
        case .json:
            let list = manifests.map { manifest in
                JSONValue.object([
                    ("id", .string(manifest.id)), ("kind", .string(manifest.kind.rawValue)),
                    ("summary", .string(manifest.summary)), ("version", .integer(manifest.version)),
                    ("contract", .integer(manifest.contract)), ("sample", .string(manifest.sample)),
                ])
            }
            try streams.output.write(JSONDocument.bytes(.object([("plugins", .array(list))])))
        case .table, .csv:
            for manifest in manifests {
                try streams.output.write("\(manifest.kind.rawValue) \(manifest.id): \(manifest.summary)\n")
                for line in manifest.sample.split(separator: "\n", omittingEmptySubsequences: false) {
                    try streams.output.write("    \(line)\n")
                }
                try streams.output.write("\n")
            }
        }
        try streams.output.flush()
        return .done
    }
}

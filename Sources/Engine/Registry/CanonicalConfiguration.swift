import Foundation

/// A configuration as text that is the same for equal configurations, whatever was left to its default: for the name of
/// a metric's definition.
func canonical(_ configuration: some Encodable) -> String {
    guard let data = try? JSONEncoder.sortingKeys.encode(configuration) else { return "" }
    return String(decoding: data, as: UTF8.self)
}

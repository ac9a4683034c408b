package import Deciding
import Digest
import Foundation
package import Memory
package import Tuntuma
package import Workspace

/// Runs one metric instance: keeps the metric's type, and hides it from the host.
package struct MetricRunner<M: Metric>: RunningMetric {
    package let id: String
    package let definition: String
    package let titles: [String: String]
    package let filter: Matcher
    package let filterIdentity: String
    private let metric: M
    private let isOfEmployees: Bool

    /// - Parameter identity: What else names the numbers: plugin, version and configuration, or the source of a Lua
    ///   metric.
    package init(_ metric: M, declaration: MetricDeclaration, identity: String, symbols: SymbolTable) {
        self.metric = metric
        id = declaration.id
        titles = declaration.titles
        let respondents = declaration.respondents.map(\.name).sorted().joined(separator: ",")
        let condition = declaration.condition.map { "\($0)" } ?? ""
        filterIdentity = "\(declaration.types.sorted().joined(separator: ","))|\(respondents)|\(condition)"
        let hash = SHA256.hex("\(identity)|\(filterIdentity)".utf8)
        definition = "\(declaration.id)@\(hash.prefix(12))"
        filter = Matcher(
            declaration.condition, types: declaration.types, respondents: declaration.respondents, symbols: symbols)
        isOfEmployees = declaration.respondents.contains(.employee)
    }

    package func minimumGroup(_ organisation: Organisation) -> Int {
        organisation.minimumGroup ?? (isOfEmployees ? 5 : 0)
    }

    package func makeFolder() -> any MetricFolder {
        TypedFolder(metric)
    }

    package func sight(_ view: MetricView) -> any AskedMetric {
        MetricSight(metric: metric, filter: filter, view: view)
    }
}

/// The cells of a metric while one worker folds.
private final class TypedFolder<M: Metric>: MetricFolder {
    private var folded: TypedCells<M>

    init(_ metric: M) {
        folded = TypedCells(metric: metric, cells: [])
    }

    func fold(_ batch: EventBatch, slots: [Int32], cells count: Int) {
        folded.fold(batch, slots: slots, cells: count)
    }

    func finish() -> any FoldedMetric { folded }
}

/// The cells of a metric when the folding is over.
private struct TypedCells<M: Metric>: FoldedMetric {
    let metric: M
    var cells: [MetricCell<M.State>]

    private mutating func grow(to count: Int) {
        guard cells.count < count else { return }
        let empty = MetricCell(empty: metric.emptyState)
        while cells.count < count { cells.append(empty) }
    }

    mutating func fold(_ batch: EventBatch, slots: [Int32], cells count: Int) {
        grow(to: count)
        metric.fold(batch, slots: slots, into: &cells)
    }

    mutating func merge(_ other: any FoldedMetric, places: [Int], cells count: Int) {
        guard let other = other as? TypedCells<M> else { return }
        grow(to: count)
        for (index, cell) in other.cells.enumerated() { cells[places[index]].merge(cell) }
    }

    func result(of places: [Int], with others: [any FoldedMetric]) -> (result: MetricResult, uptake: UptakeCounts) {
        let cell = cell(of: places, with: others)
        return (metric.result(of: cell.state), cell.uptake)
    }

    private func cell(of places: [Int], with others: [any FoldedMetric]) -> MetricCell<M.State> {
        var cell = MetricCell(empty: metric.emptyState)
        for place in places where place < cells.count { cell.merge(cells[place]) }
        for case let other as TypedCells<M> in others {
            for more in other.cells { cell.merge(more) }
        }
        return cell
    }

    func counts(of cell: Int, with other: any FoldedMetric) -> MetricCounts {
        metric.counts(of: self.cell(of: [cell], with: [other]).state)
    }

    func counts(ofEach places: [Int]) -> [MetricCounts] {
        metric.counts(ofEach: places, in: cells)
    }

    func isTouched(_ cell: Int) -> Bool {
        cell < cells.count && cells[cell].uptake != UptakeCounts()
    }

    func saved(_ places: [Int], with others: [(any FoldedMetric)?]) throws -> String {
        var saved = SavedStates<M.State>()
        for (place, other) in zip(places, others) {
            saved.append(cell(of: [place], with: other.map { [$0] } ?? []).state)
        }
        return String(decoding: try JSONEncoder.sortingKeys.encode(saved), as: UTF8.self)
    }

    mutating func restore(_ text: String, cells count: Int) -> Bool {
        guard let saved = try? JSONDecoder().decode(SavedStates<M.State>.self, from: Data(text.utf8)),
            saved.places.count == count, saved.places.allSatisfy(saved.states.indices.contains)
        else { return false }
        cells = saved.places.map { MetricCell(empty: saved.states[$0]) }
        return true
    }
}

package import EventLog
import Tuntuma
package import Workspace

extension Runner {
    /// A key with more groups than this is no segment.
    private static let mostGroups = 30

    /// Compares each group of each segment with everybody else, by all metrics. Folds the inputs once for each segment.
    /// - Parameters:
    ///   - inputs: Files; they are read again from their beginning.
    ///   - segments: Keys of few values.
    package func standOuts(_ inputs: [LogInput], segments: [GroupKey]) throws(RunError) -> StandOuts {
        var contrasts: [[Contrast]] = metrics.map { _ in [] }
        for segment in segments {
            let runner = grouped(by: segment)
            let cells = try runner.fold(inputs, outputs: RunOutputs()).outcome.cells
            for metric in metrics.indices {
                contrasts[metric] += runner.contrasts(metric, segment, cells)
            }
        }
        return StandOuts(among: contrasts.flatMap { $0 })
    }

    private func contrasts(_ number: Int, _ segment: GroupKey, _ folded: FoldedCells) -> [Contrast] {
        let metric = metrics[number]
        let cells = Array(folded.index.places.indices)
        let touched = cells.filter { folded.metrics[number].isTouched($0) }
        var groups: [(value: String, cell: Int)] = []
        for cell in touched {
            guard let symbol = folded.index.values(ofCell: cell).first, symbol.isPresent else { continue }
            groups.append((symbols.text(of: symbol), cell))
        }
        guard (2...Self.mostGroups).contains(groups.count) else { return [] }
        groups.sort { $0.value.utf8.lexicographicallyPrecedes($1.value.utf8) }
        let minimum = metric.minimumGroup(workspace.organisation)
        let whole = folded.metrics[number].result(of: touched).result
        return groups.compactMap { group in
            let result = folded.metrics[number].result(of: [group.cell]).result
            guard result.n > 0, result.n >= minimum else { return nil }
            return Contrast(
                metric: metric.id, titles: metric.titles, key: segment.text, group: group.value, result: result,
                rest: folded.metrics[number].result(of: touched.filter { $0 != group.cell }).result, whole: whole)
        }
    }
}

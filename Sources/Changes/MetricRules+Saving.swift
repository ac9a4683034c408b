package import Deciding
import Looks
package import Workspace

// From run to run: the days are saved by whoever folds them, and which decisions stand is saved here.
extension MetricRules {
    package var saved: SavedLooks {
        var saved = SavedLooks()
        saved.firstDay = firstDay
        saved.rules = watched.indices.map { place in
            let episodes = watched[place].episodes.map { node, decisions, day in
                let group = group(place, node).map(\.value)
                return SavedLooks.Episode(group: group, decisions: decisions, day: day)
            }
            let rule = watched[place].rule
            return SavedLooks.Rule(
                rule: rule.id, version: rule.version,
                episodes: episodes.sorted { GroupOrder.isBefore($0.group, $1.group) })
        }
        return saved
    }

    package var reach: [Int?] {
        series.indices.map { place in
            var most = 0
            for watched in watched where watched.series == place {
                guard let days = watched.rule.reach else { return nil }
                most = max(most, days)
            }
            return most
        }
    }

    package mutating func resume(_ saved: SavedLooks, _ book: any DayBook, isKept: [Bool]) -> [LookStart] {
        update(book)
        firstDay = saved.firstDay
        return watched.indices.map { place in
            let rule = watched[place].rule
            guard let old = saved.rules.first(where: { $0.rule == rule.id }) else { return .new }
            guard old.version == rule.version, isKept[watched[place].series] else { return .clean }
            for episode in old.episodes {
                guard let node = node(place, of: episode.group) else { continue }
                watched[place].resume(on: node, episode.decisions.compactMap(\.decision), day: episode.day)
            }
            return .resumed
        }
    }
}

extension MetricRule {
    /// How many days before the one that closes it may look at; nil: all of them.
    fileprivate var reach: Int? {
        // A `run` may ask for any of them.
        guard program == nil, since == nil else { return nil }
        if case .silence = subject { return 0 }
        let length = if case .days(let days) = window { days } else { 31 }
        return predicates.map { predicate in
            switch predicate.against {
            case .days(let days): length + days
            case .previous: 2 * length
            case .lastYear: length + 366
            case .group, .target, .value: length
            }
        }.max() ?? length
    }
}

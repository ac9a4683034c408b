/// The groups that a workspace declares: who can be missed when nobody answers.
package struct DeclaredGroups: Sendable {
    /// The keys whose values a workspace declares.
    package static let keys = [
        "unit", "touchpoint", "journey", "stage", "medium", "controlled", "owner", "survey",
    ]

    private let workspace: Workspace

    package init(_ workspace: Workspace) {
        self.workspace = workspace
    }

    /// The groups of some keys, each with its values in the order of the keys; sorted, each once. Empty for a key that is not one
    /// of ``keys``.
    ///
    /// What belongs together stays together: a touchpoint with its journey and its stage, a survey with the touchpoint that
    /// it is asked at. Units are combined with all of them; a unit that others are part of is not among them, as its own answers
    /// are those of its parts.
    package func groups(by keys: [String]) -> [[String]] {
        guard keys.allSatisfy(Self.keys.contains) else { return [] }
        var groups: Set<[String]> = []
        for unit in keys.contains("unit") ? units : [""] {
            for place in places(keys) {
                let values = keys.compactMap { $0 == "unit" ? unit : value($0, of: place) }
                if values.count == keys.count { groups.insert(values) }
            }
        }
        return groups.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// Units that no other one is part of.
    private var units: [String] {
        let parents = Set(workspace.units.values.compactMap(\.parent))
        return workspace.units.keys.filter { !parents.contains($0) }
    }

    /// Where an answer is given: a survey, a touchpoint, or one at the other.
    private struct Place {
        var survey: String?
        var touchpoint: String?
    }

    private func places(_ keys: [String]) -> [Place] {
        let asksSurveys = keys.contains("survey")
        let asksTouchpoints = keys.contains { $0 != "survey" && $0 != "unit" }
        let touchpoints: [String?] = asksTouchpoints ? workspace.touchpoints.keys.map(\.self) : [nil]
        guard asksSurveys else { return touchpoints.map { Place(touchpoint: $0) } }
        return workspace.surveys.flatMap { id, survey -> [Place] in
            if asksTouchpoints, let touchpoint = survey.touchpoint {
                return [Place(survey: id, touchpoint: touchpoint)]
            }
            return touchpoints.map { Place(survey: id, touchpoint: $0) }
        }
    }

    /// Nil for a property that the touchpoint does not have.
    private func value(_ key: String, of place: Place) -> String? {
        switch key {
        case "survey": place.survey
        case "touchpoint": place.touchpoint
        default: place.touchpoint.flatMap { workspace.touchpoints[$0]?.property(key) }
        }
    }
}

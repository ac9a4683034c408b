import Tuntuma

/// The states of many cells, as they are saved. Most days of a group have few answers, and many days the same ones: what was met
/// lately is not written again.
struct SavedStates<State: MetricState>: Codable {
    /// How many of the last states are looked through for one that is the same.
    private static var reach: Int { 64 }

    private(set) var states: [State] = []
    /// By cell: the place of its state.
    private(set) var places: [Int] = []

    /// Adds the state of the next cell.
    mutating func append(_ state: State) {
        if let place = states.suffix(Self.reach).lastIndex(of: state) {
            places.append(place)
        } else {
            places.append(states.count)
            states.append(state)
        }
    }
}

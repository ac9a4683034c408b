import Engine
import Tuntuma

/// Where days lie between the points of a panel: each point stands for the middle of its period, one of a window for its last day.
struct PanelDays {
    /// The day of each point, ascending.
    private let anchors: [Double]

    /// Nil for periods whose names say no days.
    init?(_ points: [ChartPanel.Point], by period: Period) {
        var anchors: [Double] = []
        for point in points {
            guard let days = PeriodDays.days(of: point.period, by: period) else { return nil }
            anchors.append(Double(days.lowerBound + days.upperBound) / 2)
        }
        guard !anchors.isEmpty else { return nil }
        self.anchors = anchors
    }

    /// The place of a day among the points: 1.5 lies in the middle between the second and the third. Days outside are at the ends.
    func place(of day: Int) -> Double {
        let day = Double(day)
        guard let next = anchors.firstIndex(where: { $0 >= day }) else { return Double(anchors.count - 1) }
        guard next > 0 else { return 0 }
        return Double(next) - (anchors[next] - day) / (anchors[next] - anchors[next - 1])
    }
}

import Testing
import Tuntuma

@testable import Alerting

/// The life of an alert: pending, firing, resolved.
struct AlertBookTests {
    private func statuses(_ signals: [AlertSignal], until second: Int64) -> [String] {
        AlertHistory(NotificationPlan(), signals, until: second * 1_000).book.all.map {
            "\($0.rule) \($0.status.rawValue) \($0.since / 1_000) \($0.fired.map { "\($0 / 1_000)" } ?? "-") \($0.resolved.map { "\($0 / 1_000)" } ?? "-")"
        }
    }

    @Test func metricAlertIsPendingUntilItHasHeldLongEnough() {
        let looks = [
            signal("drop", second: 100, pending: 200), signal("drop", second: 200, pending: 200),
            signal("drop", second: 300, pending: 200),
        ]
        #expect(statuses(Array(looks.prefix(2)), until: 299) == ["drop pending 100 - -"])
        #expect(statuses(looks, until: 300) == ["drop firing 100 300 -"])
        // It stays until its rule has looked again and found nothing.
        #expect(statuses(looks, until: 1_000_000) == ["drop firing 100 300 -"])
        let end = looks + [signal("drop", second: 400, holds: false)]
        #expect(statuses(end, until: 400) == ["drop resolved 100 300 400"])
    }

    @Test func whatDoesNotHoldLongEnoughNeverFires() {
        let looks = [
            signal("drop", second: 100, pending: 200), signal("drop", second: 200, holds: false),
            signal("drop", second: 250, pending: 200), signal("drop", second: 400, pending: 200),
        ]
        #expect(statuses(looks, until: 1_000) == ["drop pending 250 - -"])
        #expect(AlertHistory(NotificationPlan(), looks, until: 1_000_000).changes.isEmpty)
        // To say of something that was not there that it is not there changes nothing.
        #expect(statuses([signal("drop", second: 1, holds: false)], until: 9) == [])
    }

    /// As with `for` elsewhere: one look at which it does not hold, and it begins anew. A firing alert is not touched by it.
    @Test func aPendingAlertMustHoldLookAfterLook() {
        func look(_ second: Int64) -> AlertSignal {
            var look = signal("drop", second: second, pending: 300)
            look.nextLook = (second + 100) * 1_000
            return look
        }
        #expect(statuses([100, 200, 300, 400].map(look), until: 400) == ["drop firing 100 400 -"])
        #expect(statuses([100, 200, 400].map(look), until: 400) == ["drop pending 400 - -"])
        #expect(statuses([100, 300, 500, 700, 900].map(look), until: 900) == ["drop pending 900 - -"])
        #expect(statuses([100, 200, 400, 500, 600, 700].map(look), until: 700) == ["drop firing 400 700 -"])
        #expect(statuses([100, 200, 300, 400, 700].map(look), until: 700) == ["drop firing 100 400 -"])
        // The look after it has found that it does not hold: it is none any more.
        #expect(statuses([100, 200].map(look), until: 300) == ["drop pending 100 - -"])
        #expect(statuses([100, 200].map(look), until: 301) == [])
    }

    @Test func eventAlertIsOverWhenItIsNotRepeated() {
        let signals = [0, 50, 90].map { signal("late", second: $0, expires: 100) }
        #expect(statuses(signals, until: 190) == ["late firing 0 0 -"])
        #expect(statuses(signals, until: 191) == ["late resolved 0 0 190"])
        // Again, later: a new life.
        #expect(
            statuses(signals + [signal("late", second: 500, expires: 100)], until: 510) == ["late firing 500 500 -"])
        #expect(statuses(signals, until: 190 + 7 * 86_400) == ["late resolved 0 0 190"])
        #expect(statuses(signals, until: 191 + 7 * 86_400) == [])
    }

    @Test func labelsMakeTheIdentity() {
        let signals = [
            signal("late", "unit=turku", second: 1), signal("late", "unit=oulu", second: 2),
            signal("late", "unit=oulu", second: 3, severity: "critical"), signal("late", "unit=oulu", second: 4),
            signal("early", "unit=oulu", second: 5),
        ]
        let book = AlertHistory(NotificationPlan(), signals, until: 10_000).book
        #expect(
            book.all.map(\.labels.text) == [
                "rule=early severity=warning unit=oulu", "rule=late severity=critical unit=oulu",
                "rule=late severity=warning unit=oulu", "rule=late severity=warning unit=turku",
            ])
        #expect(book.all.map(\.count) == [1, 1, 2, 1])
        // A rule cannot pass for another one.
        let forged = signal("late", "rule=early severity=info", second: 1)
        #expect(forged.identity.text == "rule=late severity=warning")
    }

    /// What comes late begins at its own time, and its life is counted from when it is known.
    @Test func whatComesLateHoldsFromWhenItIsKnown() {
        var late = signal("late", second: 50, expires: 100)
        late.known = 200_000
        #expect(statuses([late], until: 200) == ["late firing 50 50 -"])
        #expect(statuses([late], until: 300) == ["late firing 50 50 -"])
        #expect(statuses([late], until: 301) == ["late resolved 50 50 300"])
        // Said again of an earlier time: it began then.
        #expect(statuses([signal("late", second: 190, expires: 100), late], until: 200) == ["late firing 50 190 -"])
        // Before it is known it is not there.
        #expect(statuses([late], until: 199) == [])
    }

    @Test func aCloseEndsAnAlertAtTheEndOfItsDay() {
        var end = signal("drop", second: 400, holds: false)
        end.known = 460_000
        let history = AlertHistory(NotificationPlan(), [signal("drop", second: 100), end], until: 500_000)
        #expect(history.book.all.map(\.resolved) == [400_000])
        #expect(history.changes.map(\.time) == [100_000, 460_000])
    }
}

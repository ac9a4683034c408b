public import Testing
public import Tuntuma

/// Checks that an action keeps the contract of ``Action``.
///
/// Call it from a test of your plugin. It records an issue, at the line of the call, for every promise that is broken:
/// - a delivered request has one visible effect; one that is put off or refused has none;
/// - the same key again has no second effect, also when many attempts come at once;
/// - another key has its own effect, even when everything else is the same;
/// - it always answers, whatever the fields hold.
/// - Parameters:
///   - action: The action, aimed at something that the test owns.
///   - requests: Requests with different keys; the default holds what rules decide and what people write in comments.
///   - limit: How long one attempt may take.
///   - sourceLocation: Where issues are recorded.
///   - visibleEffects: Counts the effects so far, as the receiver sees them: lines, messages, cases.
public func expectActionContract<A: Action>(
    _ action: A, requests: [ActionRequest] = .sample, limit: Duration = .seconds(30),
    sourceLocation: SourceLocation = #_sourceLocation, visibleEffects: @Sendable () async -> Int
) async {
    expectManifest(A.manifest, kind: .action, sourceLocation)
    let check = ActionCheck(action: action, limit: limit, sourceLocation: sourceLocation)
    var delivered = false
    for request in requests {
        guard let outcome = await check.hasOneEffect(request, visibleEffects) else { return }
        if case .delivered = outcome { delivered = true }
    }
    if !delivered {
        Issue.record(
            "no request was delivered: give the kit requests that the action carries out",
            sourceLocation: sourceLocation)
    }
    await check.manyAttemptsAtOnceHaveOneEffect(requests, visibleEffects)
}

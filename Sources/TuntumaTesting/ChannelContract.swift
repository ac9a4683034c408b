import Foundation
public import Testing
public import Tuntuma

/// Checks that a channel keeps the contract of ``Channel``.
///
/// Call it from a test of your plugin, with a source of at least two batches where the channel can be made to cut one
/// (a small `batch_bytes`, say): only then is there something to resume. It records an issue, at the line of the call,
/// for every promise that is broken:
/// - every record arrives once, in order, as one JSON object, with its line;
/// - the channel waits for each `accept` before the next, and has none under way when it returns;
/// - run again from any position that it gave, it brings the rest and nothing else;
/// - records that are refused do not stop it;
/// - cancelled while it waits, it returns and hands nothing more over.
/// - Parameters:
///   - channel: The channel; its source must not change during the test.
///   - expected: The records it must bring, as JSON; compared as JSON values.
///   - limit: How long one run may take.
///   - sourceLocation: Where issues are recorded.
public func expectChannelContract<C: Channel>(
    _ channel: C, brings expected: [String], limit: Duration = .seconds(30),
    sourceLocation: SourceLocation = #_sourceLocation
) async {
    expectManifest(C.manifest, kind: .channel, sourceLocation)
    let check = ChannelCheck(channel: channel, limit: limit, sourceLocation: sourceLocation)
    let batches = await check.bringsEverything(expected)
    await check.waitsForTheLastAnswer(batches)
    await check.resumes(batches)
    await check.goesOnWhenRefused(batches)
    await check.stopsWhenCancelled(batches)
}

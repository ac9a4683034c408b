import Foundation
public import Testing
public import Tuntuma

/// Checks that a metric keeps the contract of ``Metric``, with a metric made from a configuration.
///
/// Call it from a test of your plugin. It folds the events in many splits and orders and records an issue, at the line
/// of the call, for every promise that is broken:
/// - any split of the events merges to the state of them all, in any order; merging is associative and commutative, and
///   the empty state changes nothing;
/// - a state survives JSON;
/// - `fold` does what `add` does;
/// - an ignored or rejected event leaves the state as it was; adding is repeatable;
/// - a result claims nothing that the data does not say: a value or a reason, an interval that includes the value and
///   has a width, within the range;
/// - the counts of a state are those of its result, alone and among others.
///
/// Some of the events must be counted, or the test would prove nothing.
/// - Parameters:
///   - type: The metric.
///   - configuration: Its configuration, as a workspace would give it.
///   - events: Events to fold; the default suits the questions of the built-in metrics.
///   - seed: Another seed, other splits and orders.
///   - sourceLocation: Where issues are recorded.
/// - Throws: ``ConfigurationError`` when the configuration is refused, and what encoding a state throws.
public func expectMetricContract<M: Metric>(
    _ type: M.Type, configuration: M.Configuration, events: [EventDraft] = .sample, seed: UInt64 = 1,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    expectManifest(M.manifest, kind: .metric, sourceLocation)
    try expectConfigurationSurvivesJSON(configuration, sourceLocation)
    let symbols = SymbolTable()
    let metric = try M(configuration: configuration, environment: PluginEnvironment(symbols: symbols))
    try expectMetricContract(
        metric, events: EventBatch(events, symbols: symbols), seed: seed, sourceLocation: sourceLocation)
}

/// Checks that a metric keeps the contract of ``Metric``, with a metric that was made already.
///
/// See ``expectMetricContract(_:configuration:events:seed:sourceLocation:)``.
/// - Parameters:
///   - metric: The metric, made with the symbol table of the batch.
///   - events: Events to fold.
///   - seed: Another seed, other splits and orders.
///   - sourceLocation: Where issues are recorded.
/// - Throws: What encoding a state throws.
public func expectMetricContract<M: Metric>(
    _ metric: M, events: EventBatch, seed: UInt64 = 1, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    var check = MetricCheck(metric: metric, events: events, seed: seed, sourceLocation: sourceLocation)
    check.everyEventIsAnsweredHonestly()
    check.anyOrderGivesTheSame()
    check.anySplitMergesToTheWhole()
    check.foldDoesWhatAddDoes()
    try check.statesSurviveJSON()
    check.resultsClaimNothingMore()
}

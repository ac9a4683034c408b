import Workspace

/// A channel's `event` function in the hands of one worker.
final class RowMachine: RecordConverter {
    private static let row: UInt32 = 0

    private let file: String
    private let host: RowHost
    private let machine: LuaMachine
    private let event: Int32

    init(_ source: ScriptSource, block: Int, limits: LuaMachine.Limits) throws(Complaint) {
        file = source.file
        host = RowHost()
        do {
            machine = try LuaMachine(source, host: host, limits: limits)
        } catch {
            throw error.complaint(file: source.file)
        }
        guard let event = machine.function("event", ofBlock: block, [Self.row]) else {
            throw Complaint(file: source.file, line: nil, problem: "the channel has no function `event`")
        }
        self.event = event
    }

    func convert(_ record: UnsafeBufferPointer<UInt8>) -> ConvertedRecord {
        guard host.set(record) else { return .rejected(reason: "the record is not a JSON object") }
        do {
            let (values, repaired) = try machine.results(of: event, asking: host)
            if repaired { return .rejected(reason: "\(file): a text that `event` returned is not UTF-8") }
            switch values.first {
            case nil, .nil?: return .skipped
            case .table(let fields)?:
                do {
                    return .event(try EventJSON.bytes(of: fields))
                } catch {
                    return .rejected(reason: "\(file): `event` returned \(error.message)")
                }
            case let other?:
                return .rejected(
                    reason:
                        "\(file): `event` returned \(other.kind); return a table with names, or nil to leave the row out"
                )
            }
        } catch {
            return .rejected(reason: error.description(file: file))
        }
    }
}

/// A channel's `event` function as it stands in the workspace file.
struct RowScript: RecordConversion {
    let source: ScriptSource
    let block: Int
    var limits = LuaMachine.Limits()

    func makeConverter() throws(Complaint) -> any RecordConverter {
        try RowMachine(source, block: block, limits: limits)
    }
}

import Digest
import EventLog
import Loading
import Scripting
import Synchronization
import Tuntuma
import Workspace

/// Feeds libFuzzer's bytes to the reader of logs, and lets a rule read all that it makes of them.
///
/// Whatever the bytes are, the program must not crash, and the rule must never fail but at a limit.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzEvents(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: data, count: count))
    host.withLock { host in
        // Symbols are kept for ever; what earlier inputs have left is thrown away now and then.
        if host?.inputs ?? EventHost.mostInputs == EventHost.mostInputs { host = EventHost() }
        if host == nil { fatalError("the rule of the fuzz target does not load") }
        host?.read(input)
    }
    return 0
}

private let host = Mutex<EventHost?>(nil)

/// A worker with one rule.
private final class EventHost {
    static let mostInputs = 2000

    private var decoder: ChunkDecoder
    private let evaluator: any RuleEvaluator
    private(set) var inputs = 0

    init?() {
        let symbols = SymbolTable()
        guard let decoder = try? ChunkDecoder(symbols: symbols, fingerprinter: Fingerprinter()),
            let workspace = try? WorkspaceLoader.load(sources: [reader], symbols: symbols),
            let evaluator = try? workspace.rules.first?.program?.makeEvaluator()
        else { return nil }
        self.decoder = decoder
        self.evaluator = evaluator
    }

    func read(_ input: [UInt8]) {
        inputs += 1
        // The reader of JSON looks a little beyond the end.
        let padded = input + [UInt8](repeating: 0, count: 128)
        let chunk = padded.withUnsafeBufferPointer { bytes in
            decoder.decode(UnsafeBufferPointer(rebasing: bytes[..<input.count]), isFirstOfInput: true)
        }
        for row in 0..<chunk.batch.count {
            guard case .failed(let failure) = evaluator.evaluate(chunk.batch[row]) else { continue }
            if !failure.isStop { fatalError("the rule failed: \(failure.message)") }
        }
    }
}

/// Goes through everything that an event has.
private let reader = ScriptSource(
    file: "fuzz.lua",
    text: """
        local function look(value)
          if type(value) == "string" then
            local _ = value:lower(), value:upper(), value:len(), value:find("%a+"), value:contains("ä"), tonumber(value)
          elseif type(value) == "table" then
            for i, item in ipairs(value) do look(item) end
          end
          return tostring(value):sub(1, 40)
        end
        rule "reader" { run = function(event)
          local text = ""
          for name, value in pairs(event) do
            if name ~= "answers" and name ~= "attributes" then text = name .. "=" .. look(value) end
          end
          for name, value in pairs(event.answers) do text = name .. "=" .. look(value) .. look(event.answers[name]) end
          for name, value in pairs(event.attributes) do text = name .. "=" .. look(value) end
          alert { title = "t" .. text, text = tostring(now()) .. math.random(6) }
        end }
        """)

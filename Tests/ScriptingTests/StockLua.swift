import LuaReference
import Tuntuma
import Workspace

@testable import Scripting

/// What a program that ends with `return <text>` gives.
enum ProgramResult: Equatable {
    case text([UInt8])
    case failed

    /// In stock Lua with its own libraries.
    static func inStockLua(_ program: [UInt8]) -> ProgramResult {
        var room = [CChar](repeating: 0, count: 1 << 16)
        var written = 0
        let text = program.map { CChar(bitPattern: $0) }
        let done = lua_reference_run(text, text.count, &room, room.count, &written)
        return done ? .text(room.prefix(written).map { UInt8(bitPattern: $0) }) : .failed
    }

    /// In the sandbox, as the `run` of a rule. The text comes out byte by byte, for it may be no UTF-8.
    static func inSandbox(_ program: [UInt8]) throws -> ProgramResult {
        let text =
            Array("local function program() ".utf8) + program
            + Array(
                """
                 end
                rule "r" { run = function()
                  local text, bytes = program(), {}
                  for i = 1, #text do bytes[i] = text:byte(i) end
                  return bytes
                end }
                """.utf8)
        var limits = ScriptLimits()
        limits.steps = 10_000_000
        let host = LuaHost()
        let machine = try LuaMachine(
            ScriptSource(file: "t.lua", bytes: text), host: host, limits: LuaMachine.Limits(limits))
        guard let run = machine.function("run", ofBlock: 0, []) else { return .failed }
        do {
            guard case .list(let items)? = try machine.results(of: run, asking: host).values.first else {
                return .failed
            }
            return .text(
                items.compactMap { if case .integer(let byte) = $0 { UInt8(truncatingIfNeeded: byte) } else { nil } })
        } catch {
            return .failed
        }
    }
}

extension SplitMix64 {
    /// One of some pieces.
    mutating func pick(_ pieces: [String]) -> String {
        pieces[Int.random(in: 0..<pieces.count, using: &self)]
    }
}

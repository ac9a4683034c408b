import LuaWall
import Tuntuma
import Workspace

/// One Lua machine with one file loaded into it. Used by one thread at a time; closed when it goes.
///
/// Each call names the host that it may ask. All hosts of a machine are of the kind of the first, and see events of one symbol
/// table at a time.
final class LuaMachine {
    /// Budgets of a machine.
    struct Limits {
        /// What the workspace and the rule may set.
        var script = ScriptLimits()
        /// For tests: the allocation from which on all fail until the call ends; 0 for none.
        var failingAllocation: UInt64 = 0

        init(_ script: ScriptLimits = ScriptLimits()) {
            self.script = script
        }

        /// The longest source. Lua's compiler can be neither charged nor stopped, and some sources take it quadratic time.
        static let sourceBytes = 64 << 10
        /// What loading a file may take: it happens once.
        static let load = LuaWallBudget(steps: 10_000_000, allocated_bytes: 256 << 20)

        fileprivate var forC: LuaWallLimits {
            LuaWallLimits(
                memory_bytes: script.memoryKilobytes << 10, source_bytes: Self.sourceBytes, load: Self.load,
                call: LuaWallBudget(
                    steps: UInt64(script.steps), allocated_bytes: UInt64(script.allocatedKilobytes) << 10),
                milliseconds: UInt32(script.milliseconds))
        }
    }

    private let handle: OpaquePointer
    private let words: UnsafeMutableBufferPointer<LuaWallWord>
    private let layout: EventLayout?

    /// Makes a machine and loads a file into it.
    /// - Parameter source: Once it was evaluated, what that has compiled is loaded: faster, but ``blocks`` is empty then.
    init(_ source: ScriptSource, host: LuaHost, limits: Limits = Limits()) throws(ScriptFailure) {
        let words = UnsafeMutableBufferPointer<LuaWallWord>.allocate(capacity: ScriptWord.all.count)
        for (index, word) in ScriptWord.all.enumerated() {
            words.initializeElement(
                at: index,
                to: LuaWallWord(
                    name: word.name.cString, kind: word.kind, function: word.function?.rawValue ?? 0,
                    fields: word.fieldNames))
        }
        let layout = type(of: host).seesEvents ? EventLayout() : nil
        var setup = LuaWallSetup(
            limits: limits.forC,
            host: LuaHost.callbacks, words: words.baseAddress, word_count: words.count,
            unwritable: type(of: host).unwritable.cString, layout: layout.map { UnsafePointer($0.pointer) },
            failing_allocation: limits.failingAllocation)
        var error = LuaWallError()
        guard let handle = lua_wall_create(&setup, &error) else {
            words.deallocate()
            throw ScriptFailure(error)
        }
        self.handle = handle
        self.words = words
        self.layout = layout
        let context = Unmanaged.passUnretained(host).toOpaque()
        let load = source.compiled.isEmpty ? lua_wall_load : lua_wall_load_compiled
        let status = (source.compiled.isEmpty ? source.bytes : source.compiled).withUnsafeBufferPointer { bytes in
            // An empty file has no address; one byte that is not read stands in for it.
            withUnsafePointer(to: UInt8(0)) { none in
                load(handle, bytes.baseAddress ?? none, bytes.count, context, &error)
            }
        }
        if status != .done { throw ScriptFailure(error) }
    }

    deinit {
        lua_wall_destroy(handle)
        words.deallocate()
    }

    /// Whether the linked Lua is one that can be trusted. Once, at start.
    static func check() throws(ScriptFailure) {
        var error = LuaWallError()
        if lua_wall_check(&error) != .done { throw ScriptFailure(error) }
    }

    /// A block as the file declared it.
    struct RecordedBlock {
        var line: Int
        var word: ScriptWord
        var name: String?
        var value: LuaValue
    }

    /// What the machine has made of the file's source: see ``ScriptSource/compiled``.
    var compiled: [UInt8] {
        let compiled = lua_wall_compiled(handle)
        return Array(UnsafeBufferPointer(start: compiled.bytes, count: compiled.length))
    }

    /// The blocks of the file, in their order, where it was loaded from its text.
    var blocks: [RecordedBlock] {
        let recorded = lua_wall_blocks(handle)
        var reader = DataReader(UnsafeBufferPointer(start: recorded.bytes, count: recorded.length))
        var blocks: [RecordedBlock] = []
        while !reader.isAtEnd {
            let line = Int(reader.number())
            let word = Int(reader.number())
            let name = reader.value().text
            let value = reader.value()
            guard ScriptWord.all.indices.contains(word) else { break }
            blocks.append(RecordedBlock(line: line, word: ScriptWord.all[word], name: name, value: value))
        }
        return blocks
    }

    /// How many functions can still be looked up.
    var room: Int { Int(lua_wall_room(handle)) }

    /// The function at a key of a block, or nil when there is none. Look a function up once.
    /// - Parameter objects: The objects of the host with which the function will be called.
    func function(_ key: String, ofBlock block: Int, _ objects: [UInt32]) -> Int32? {
        guard let block = UInt32(exactly: block) else { return nil }
        let function = objects.withUnsafeBufferPointer { objects in
            withUnsafePointer(to: 0) { none in
                lua_wall_find(handle, block, key, objects.baseAddress ?? none, objects.count)
            }
        }
        return function >= 0 ? function : nil
    }

    /// Calls a function for one event after the other, until one call may have done something through the host, or fails.
    /// - Parameters:
    ///   - place: Of the event that the calls begin with; on return of the one where they ended.
    ///   - row: Where the machine puts the row of the event at hand.
    func call(
        _ function: Int32, on batch: EventBatch, rows: UnsafeBufferPointer<Int32>, from place: inout Int,
        row: UnsafeMutablePointer<Int32>, asking host: LuaHost
    ) throws(ScriptFailure) {
        let context = Unmanaged.passUnretained(host).toOpaque()
        let status = batch.withLayout(rows, from: &place, row: row) {
            lua_wall_call_each(handle, function, $0, context)
        }
        if let status, status != .done { throw failure }
    }

    /// Why the last call failed.
    private var failure: ScriptFailure { ScriptFailure(lua_wall_error(handle).pointee) }

    /// Calls a function and gives what it returned.
    /// - Returns: The values, and whether a text among them was not UTF-8 (it has been repaired).
    func results(
        of function: Int32, on event: Event? = nil, asking host: LuaHost
    ) throws(ScriptFailure) -> (values: [LuaValue], repaired: Bool) {
        let context = Unmanaged.passUnretained(host).toOpaque()
        let status =
            event?.withLayout { lua_wall_call(handle, function, $0, context) }
            ?? lua_wall_call(handle, function, nil, context)
        if status != .done { throw failure }
        let bytes = lua_wall_results(handle)
        var reader = DataReader(UnsafeBufferPointer(start: bytes.bytes, count: bytes.length))
        guard case .list(let values) = reader.value() else { return ([], false) }
        return (values, reader.repaired)
    }

    /// Calls a function with data after its objects.
    /// - Parameter returns: Whether to give what the function returned; else the first of the data, as the function left it.
    /// - Returns: That, in the encoding with all keys as they are. Valid until the machine is used again.
    func call(
        _ function: Int32, on event: Event? = nil, with data: [[UInt8]], returns: Bool, asking host: LuaHost
    ) throws(ScriptFailure) -> UnsafeBufferPointer<UInt8> {
        let context = Unmanaged.passUnretained(host).toOpaque()
        let joined = data.flatMap { $0 }
        let status = joined.withUnsafeBufferPointer { bytes in
            var place = 0
            let pieces = data.map { piece in
                defer { place += piece.count }
                return LuaWallBytes(bytes: bytes.baseAddress.map { $0 + place }, length: piece.count)
            }
            return pieces.withUnsafeBufferPointer { pieces in
                withUnsafePointer(to: LuaWallBytes()) { none in
                    let first = pieces.baseAddress ?? none
                    return event?.withLayout {
                        lua_wall_call_with_data(handle, function, $0, first, pieces.count, returns, context)
                    } ?? lua_wall_call_with_data(handle, function, nil, first, pieces.count, returns, context)
                }
            }
        }
        if status != .done { throw failure }
        let results = lua_wall_results(handle)
        return UnsafeBufferPointer(start: results.bytes, count: results.length)
    }

    /// Forgets the texts of symbols: the next events belong to another table.
    func forgetSymbols() {
        _ = lua_wall_forget_symbols(handle)
    }

    /// Everything a script can reach by name, sorted.
    func surface() throws(ScriptFailure) -> [String] {
        var error = LuaWallError()
        if lua_wall_surface(handle, &error) != .done { throw ScriptFailure(error) }
        let listed = lua_wall_results(handle)
        let text = String(decoding: UnsafeBufferPointer(start: listed.bytes, count: listed.length), as: UTF8.self)
        return text.split(separator: "\n").map { String($0) }.sorted()
    }

    /// Whether calls count every single instruction, which is slower, or a hundred at a time.
    var countsExactly = false {
        didSet { if countsExactly != oldValue { lua_wall_count_exactly(handle, countsExactly) } }
    }

    /// The steps that the last call took; see ``countsExactly``.
    var steps: Int { Int(clamping: lua_wall_steps(handle)) }

    /// How many allocations the machine has asked for.
    var allocations: UInt64 { lua_wall_allocations(handle) }

    /// Bytes that live in the machine.
    var memory: Int { lua_wall_memory(handle) }
}

extension StaticString {
    /// The text as C takes it: static memory that ends with 0.
    var cString: UnsafePointer<CChar> {
        UnsafeRawPointer(utf8Start).assumingMemoryBound(to: CChar.self)
    }
}

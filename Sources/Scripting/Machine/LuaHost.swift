import LuaWall
import Suggestions
import TextFolding

/// The name of a field that a script asks for.
struct FieldName {
    /// The machine's number for the name, always the same for one name; -1 for a name without one.
    let number: Int32
    let bytes: UnsafeBufferPointer<UInt8>

    var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// What a script can ask while it runs. A host belongs to one machine; all calls come on the machine's thread.
///
/// What an answer points to must stay until the next call: put it into ``scratch``.
class LuaHost {
    let scratch = Scratch()
    /// Steps that the function which is being called shall cost beyond the usual: set by whoever does much work for it.
    var work: UInt64 = 0
    private lazy var times = TimeReader()
    private lazy var words = WordFinder()

    /// What a script is told that writes to one of the host's objects.
    class var unwritable: StaticString { "an event cannot be changed" }

    /// Whether the objects 0, 1 and 2 are an event, its answers and its attributes, laid out as ``EventLayout`` says.
    class var seesEvents: Bool { false }

    /// The value of a field of an object.
    func read(_ object: UInt32, _ name: FieldName) throws(HostRefusal) -> LuaWallValue {
        throw HostRefusal("there is nothing to be read here")
    }

    /// The name of the field at a place, for `pairs`; absent after the last.
    func name(_ object: UInt32, _ place: Int) throws(HostRefusal) -> LuaWallValue { .absent }

    /// The text of a symbol.
    func text(ofSymbol index: UInt32) -> String { "" }

    /// The symbol of a name in answers and attributes.
    func symbol(for name: String) -> UInt32 { 0 }

    /// Decides, when there is nothing to complain of; false when ``call(_:_:_:)`` is to look at it.
    func decide(_ function: HostFunction, _ fields: UnsafeBufferPointer<LuaWallValue>) -> Bool { false }

    /// What the random numbers of this call begin from; nil where there are none.
    var seed: UInt64? { nil }

    /// A text in upper or lower case, by Unicode and without regard to a language.
    private func changeCase(_ upper: Bool, _ text: UnsafeBufferPointer<UInt8>) -> LuaWallValue {
        let text = String(decoding: text, as: UTF8.self)
        return scratch.hold(upper ? text.uppercased() : text.lowercased())
    }

    /// The name that was probably meant, of some names.
    private func suggestion(_ arguments: LuaValue) -> LuaWallValue {
        guard case .list(let items) = arguments, items.count == 2, case .text(let name) = items[0],
            case .list(let known) = items[1]
        else { return .absent }
        return Suggestion.nearest(to: name, among: known.compactMap(\.text)).map { scratch.hold($0) } ?? .absent
    }

    /// Calls a function; `object` is that of a method.
    func call(
        _ function: HostFunction, _ object: UInt32?, _ arguments: [LuaValue]
    ) throws(HostRefusal) -> LuaWallValue {
        switch function {
        case .trim:
            if case .nil? = arguments.first { return .absent }
            let text = try TextHelpers.text(arguments.first, of: "trim")
            work = UInt64(text.utf8.count / 4)
            return scratch.hold(TextHelpers.trim(text))
        case .number:
            if arguments.isEmpty {
                return scratch.hold(
                    data: DataWriter.bytes(of: .table(["$call": .text("number"), "arguments": .list([])])))
            }
            work = 20 + UInt64(min(arguments[0].text?.utf8.count ?? 0, 400))
            return try TextHelpers.number(arguments[0]).map { .number($0) } ?? .absent
        case .parseTime:
            work = 400
            return scratch.hold(try times.parse(arguments))
        case .now, .alert, .route, .act, .remember, .recalledCount, .last, .distinct:
            throw HostRefusal("\(function.name) can be called in the function `run` of a rule only")
        case .metric:
            throw HostRefusal("metric is asked in the function `run` of a rule about events only")
        case .against, .chart, .dropped, .rose, .changed, .below, .above:
            throw HostRefusal("\(function.name) belongs to what a rule about a metric looks at")
        case .add, .histogramCount, .histogramTotal, .histogramMean:
            throw HostRefusal("\(function.name) belongs to the state of a metric")
        }
    }
}

extension LuaHost {
    /// The functions that C calls. A refusal leaves as a status with its message; nothing unwinds.
    static var callbacks: LuaWallHost {
        LuaWallHost(
            read: { context, object, number, name, length, out in
                LuaHost.answer(context, out) { host throws(HostRefusal) in
                    try host.read(
                        object, FieldName(number: number, bytes: UnsafeBufferPointer(start: name, count: length)))
                }
            },
            name: { context, object, place, out in
                LuaHost.answer(context, out) { host throws(HostRefusal) in try host.name(object, Int(place)) }
            },
            symbol: { context, symbol, out in
                LuaHost.answer(context, out) { host throws(HostRefusal) in
                    host.scratch.hold(host.text(ofSymbol: UInt32(truncatingIfNeeded: symbol)))
                }
            },
            call: { context, object, function, bytes, length, out, work in
                LuaHost.answer(context, out) { host throws(HostRefusal) in
                    defer {
                        work.pointee = host.work
                        host.work = 0
                    }
                    guard let function = HostFunction(rawValue: function) else {
                        throw HostRefusal("the host has no such function")
                    }
                    var reader = DataReader(UnsafeBufferPointer(start: bytes, count: length))
                    guard case .list(let arguments) = reader.value() else { return .absent }
                    return try host.call(function, UInt32(exactly: object), arguments)
                }
            },
            intern: { context, name, length in
                guard let context else { return 0 }
                return Unmanaged<LuaHost>.fromOpaque(context).takeUnretainedValue()
                    .symbol(for: String(decoding: UnsafeBufferPointer(start: name, count: length), as: UTF8.self))
            },
            decide: { context, function, fields, count in
                guard let context, let function = HostFunction(rawValue: function) else { return false }
                return Unmanaged<LuaHost>.fromOpaque(context).takeUnretainedValue()
                    .decide(function, UnsafeBufferPointer(start: fields, count: count))
            },
            change_case: { context, upper, text, length, out in
                LuaHost.answer(context, out) { host throws(HostRefusal) in
                    host.changeCase(upper, UnsafeBufferPointer(start: text, count: length))
                }
            },
            contains: { context, text, length, word, wordLength in
                guard let context else { return false }
                return Unmanaged<LuaHost>.fromOpaque(context).takeUnretainedValue().words
                    .isFound(
                        UnsafeBufferPointer(start: word, count: wordLength),
                        in: UnsafeBufferPointer(start: text, count: length))
            },
            seed: { context, out in
                guard let context, let seed = Unmanaged<LuaHost>.fromOpaque(context).takeUnretainedValue().seed else {
                    return false
                }
                out.pointee = seed
                return true
            },
            suggest: { context, bytes, length, out in
                LuaHost.answer(context, out) { host throws(HostRefusal) in
                    var reader = DataReader(UnsafeBufferPointer(start: bytes, count: length))
                    return host.suggestion(reader.value())
                }
            })
    }

    @inline(__always)
    private static func answer(
        _ context: UnsafeMutableRawPointer?, _ out: UnsafeMutablePointer<LuaWallValue>,
        _ body: (LuaHost) throws(HostRefusal) -> LuaWallValue
    ) -> LuaWallStatus {
        guard let context else { return .error }
        let host = Unmanaged<LuaHost>.fromOpaque(context).takeUnretainedValue()
        do {
            out.pointee = try body(host)
            return .done
        } catch {
            out.pointee = host.scratch.hold(error.message)
            return error.status
        }
    }
}

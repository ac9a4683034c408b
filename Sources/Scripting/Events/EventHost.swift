import LuaWall
import Tuntuma

/// A host whose object is an event.
class EventHost: LuaHost {
    let events: EventReader

    /// - Parameter events: That of another host of the same machine; nil: none has one yet.
    init(events: EventReader? = nil) {
        self.events = events ?? EventReader()
    }

    override class var seesEvents: Bool { true }

    override func read(_ object: UInt32, _ name: FieldName) throws(HostRefusal) -> LuaWallValue {
        try events.read(object, name, scratch)
    }

    override func name(_ object: UInt32, _ place: Int) throws(HostRefusal) -> LuaWallValue {
        try events.name(object, place, scratch)
    }

    override func symbol(for name: String) -> UInt32 {
        events.symbol(for: name)
    }

    override func text(ofSymbol index: UInt32) -> String {
        events.text(ofSymbol: index)
    }
}

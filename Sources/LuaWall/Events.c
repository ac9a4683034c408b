// Reading an event where the batch keeps it, without the host as far as its row tells. Upvalue 1 of the reading functions: the
// texts of symbols; upvalue 2 of the event's own: the event.
#include "Wall.h"

#include <string.h>

enum { OBJECT_EVENT = 0, OBJECT_ANSWERS = 1, OBJECT_ATTRIBUTES = 2 };

static inline uint32_t load_half(const uint8_t *bytes) {
    uint32_t value;
    memcpy(&value, bytes, sizeof value);
    return value;
}

static inline int64_t load_word(const uint8_t *bytes) {
    int64_t value;
    memcpy(&value, bytes, sizeof value);
    return value;
}

static inline uint32_t load_short(const uint8_t *bytes) {
    uint16_t value;
    memcpy(&value, bytes, sizeof value);
    return value;
}

static void resolve_field(const LuaWallLayout *layout, KeySlot *slot, size_t length) {
    static const uint8_t fields[] = {FIELD_SYMBOL, FIELD_TEXT, FIELD_TIME};
    slot->field = FIELD_OF_HOST;
    for (size_t i = 0; i < layout->field_count; i++) {
        if (strcmp(slot->text, layout->fields[i].name) != 0) continue;
        slot->field = fields[layout->fields[i].kind];
        slot->offset = layout->fields[i].offset;
    }
    if (strlen(slot->text) != length) slot->field = FIELD_OF_HOST; // It goes on after a 0.
}

static void push_text(lua_State *L, const LuaWallEvent *event, uint32_t offset, uint32_t length) {
    lua_pushlstring(L, event->bytes == NULL ? "" : (const char *)event->bytes + offset, event->bytes == NULL ? 0 : length);
}

// Seconds since 1970: whole, or with milliseconds as a fraction.
static void push_time(lua_State *L, int64_t milliseconds) {
    if (milliseconds == INT64_MIN) lua_pushnil(L);
    else if (milliseconds % 1000 == 0) lua_pushinteger(L, milliseconds / 1000);
    else lua_pushnumber(L, (lua_Number)milliseconds / 1000);
}

static int read_of_host(lua_State *L) {
    lua_pushvalue(L, lua_upvalueindex(2)); // It is asked of the table of parts, but it is the event's.
    lua_replace(L, 1);
    return read_field(L);
}

static int read_event(lua_State *L) {
    LuaWallMachine *machine = machine_of(L);
    const LuaWallEvent *event = machine->event;
    KeySlot *slot = known_name(L, machine);
    if (slot == NULL || event == NULL) return read_of_host(L);
    if (slot->field == FIELD_UNRESOLVED) resolve_field(machine->setup.layout, slot, lua_rawlen(L, 2));
    const uint8_t *place = event->row + slot->offset;
    switch ((Field)slot->field) {
    case FIELD_SYMBOL: {
        uint32_t symbol = load_half(place);
        if (symbol == 0) return 0;
        push_symbol(L, machine, lua_upvalueindex(1), symbol);
        return 1;
    }
    case FIELD_TEXT: {
        uint32_t length = load_half(place + 4);
        if (length == 0) return 0;
        push_text(L, event, load_half(place), length);
        return 1;
    }
    case FIELD_TIME:
        push_time(L, load_word(place));
        return 1;
    case FIELD_UNRESOLVED:
    case FIELD_OF_HOST:
        break;
    }
    return read_of_host(L);
}

static int push_entry(lua_State *L, const LuaWallLayout *layout, const LuaWallEvent *event, const uint8_t *entry) {
    uint8_t kind = entry[layout->entry_kind];
    int64_t payload = load_word(entry + layout->entry_payload);
    if (kind == layout->integer) {
        lua_pushinteger(L, payload);
    } else if (kind == layout->text) {
        push_text(L, event, (uint32_t)((uint64_t)payload >> 32), (uint32_t)payload);
    } else if (kind == layout->boolean) {
        lua_pushboolean(L, payload != 0);
    } else if (kind == layout->decimal) {
        double number;
        memcpy(&number, &payload, sizeof number);
        lua_pushnumber(L, number);
    } else {
        return read_field(L); // A list.
    }
    return 1;
}

static inline int read_entry(lua_State *L, bool answers) {
    LuaWallMachine *machine = machine_of(L);
    const LuaWallEvent *event = machine->event;
    KeySlot *slot = known_name(L, machine);
    if (slot == NULL || event == NULL) return read_field(L);
    if (!slot->interned) {
        slot->symbol = machine->setup.host.intern(machine->context, (const uint8_t *)slot->text, lua_rawlen(L, 2));
        slot->interned = true;
    }
    const LuaWallLayout *layout = machine->setup.layout;
    // Most answers that a rule asks for are not there, and that is known.
    if (answers && (uint64_t)load_word(event->row + layout->absent_answers) >> (slot->symbol % 64) & 1) return 0;
    const uint8_t *entry = answers ? event->answers : event->attributes;
    uint32_t count = load_short(event->row + (answers ? layout->answers_count : layout->attributes_count));
    if (count == 0 || entry == NULL || slot->symbol == 0) return 0;
    size_t start = load_half(event->row + (answers ? layout->answers_start : layout->attributes_start));
    entry += start * layout->entry_size;
    for (; count > 0; count--, entry += layout->entry_size) {
        if (load_half(entry + layout->entry_name) == slot->symbol) return push_entry(L, layout, event, entry);
    }
    return 0;
}

static int read_answer(lua_State *L) { return read_entry(L, true); }

static int read_attribute(lua_State *L) { return read_entry(L, false); }

// Pushes the event's answers and attributes by name, which lead on to its reading function: Lua finds these two by itself, and
// enters no function for them. `event` is where the event is.
static void push_parts(lua_State *L, int symbols, int objects, int event) {
    lua_createtable(L, 0, 2);
    lua_rawgeti(L, objects, OBJECT_ANSWERS + 1);
    lua_setfield(L, -2, "answers");
    lua_rawgeti(L, objects, OBJECT_ATTRIBUTES + 1);
    lua_setfield(L, -2, "attributes");
    lua_createtable(L, 0, 1);
    lua_pushvalue(L, symbols);
    lua_pushvalue(L, event);
    lua_pushcclosure(L, read_event, 2);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
}

void open_events(lua_State *L, int symbols, int objects) {
    // From the last to the first: the event's parts are the other two.
    for (uint32_t object = OBJECT_ATTRIBUTES + 1; object-- > OBJECT_EVENT;) {
        *(uint32_t *)lua_newuserdatauv(L, sizeof(uint32_t), 0) = object;
        int place = lua_gettop(L);
        lua_createtable(L, 0, 2);
        if (object == OBJECT_EVENT) {
            push_parts(L, symbols, objects, place);
        } else {
            lua_pushvalue(L, symbols);
            lua_pushcclosure(L, object == OBJECT_ANSWERS ? read_answer : read_attribute, 1);
        }
        fill_metatable(L);
        lua_setmetatable(L, place);
        lua_rawseti(L, objects, object + 1);
    }
}

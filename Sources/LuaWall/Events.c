// Reading an event where the batch keeps it, without the host as far as its row tells. Upvalue 1 of the reading functions: the
// texts of symbols; upvalue 2 of the event's own: the event.
#include "Rows.h"
#include "Wall.h"

#include <string.h>

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
    if (answers && lacks_answers(layout, event, (uint64_t)1 << (slot->symbol % 64))) return 0;
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

// Has an object read through what is on top of the stack, and takes that off.
static void read_through(lua_State *L, int object) {
    lua_createtable(L, 0, 2);
    lua_insert(L, -2);
    fill_metatable(L);
    lua_setmetatable(L, object);
}

// Pushes an object of the host that is read through what is on top of the stack, in place of that.
static void push_read_through(lua_State *L, uint32_t object) {
    *(uint32_t *)lua_newuserdatauv(L, sizeof(uint32_t), 0) = object;
    lua_insert(L, -2);
    read_through(L, lua_gettop(L) - 1);
}

void push_answers(lua_State *L) { push_read_through(L, OBJECT_ANSWERS); }

void push_event(lua_State *L, int symbols, int answers, int attributes) {
    *(uint32_t *)lua_newuserdatauv(L, sizeof(uint32_t), 0) = OBJECT_EVENT;
    int event = lua_gettop(L);
    lua_createtable(L, 0, 2);
    lua_pushvalue(L, answers);
    lua_setfield(L, -2, "answers");
    lua_pushvalue(L, attributes);
    lua_setfield(L, -2, "attributes");
    lua_createtable(L, 0, 1);
    lua_pushvalue(L, symbols);
    lua_pushvalue(L, event);
    lua_pushcclosure(L, read_event, 2);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
    read_through(L, event);
}

void open_events(lua_State *L, int symbols, int objects) {
    lua_pushvalue(L, symbols);
    lua_pushcclosure(L, read_answer, 1);
    push_answers(L);
    lua_pushvalue(L, symbols);
    lua_pushcclosure(L, read_attribute, 1);
    push_read_through(L, OBJECT_ATTRIBUTES);
    int attributes = lua_gettop(L);
    push_event(L, symbols, attributes - 1, attributes);
    lua_rawseti(L, objects, OBJECT_EVENT + 1);
    lua_rawseti(L, objects, OBJECT_ATTRIBUTES + 1);
    lua_rawseti(L, objects, OBJECT_ANSWERS + 1);
}

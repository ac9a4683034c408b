// Objects of the host in a script (an event, its answers, a row, a state), and functions of the host.
//
// An object is a userdata that holds nothing but the host's id for it. A machine makes it once and uses it for every event,
// so handing over an event allocates nothing, and what a script keeps of it shows nothing but the event at hand.
#include "Wall.h"

#include <string.h>

static KeySlot *slot_at(LuaWallMachine *machine, const char *text, KeySlot **vacant) {
    uint32_t place = (uint32_t)((uintptr_t)text >> 3) * 2654435761u >> 16;
    for (;; place++) {
        KeySlot *slot = &machine->keys[place & (MOST_KEYS * 2 - 1)];
        if (slot->text == text) return slot;
        if (slot->text != NULL) continue;
        *vacant = slot;
        return NULL;
    }
}

// What is known of the name at index 2. Short texts are interned, so a name is known by its address; it is kept, so that
// the address stays its own. Names beyond the first MOST_KEYS, and long ones, are not known.
static inline KeySlot *known_name(lua_State *L, LuaWallMachine *machine) {
    if (lua_type(L, 2) != LUA_TSTRING) return NULL;
    const char *text = lua_tostring(L, 2);
    KeySlot *slot, *vacant;
    if ((slot = slot_at(machine, text, &vacant)) != NULL) return slot;
    if (lua_rawlen(L, 2) > 40 || machine->key_count == MOST_KEYS) return NULL;
    lua_rawgeti(L, LUA_REGISTRYINDEX, machine->keys_ref);
    lua_pushvalue(L, 2);
    lua_rawseti(L, -2, machine->key_count + 1);
    lua_pop(L, 1);
    *vacant = (KeySlot){.text = text, .key = machine->key_count++};
    return vacant;
}

int raise_answer(lua_State *L, LuaWallStatus status, const LuaWallValue *answer) {
    LuaWallMachine *machine = machine_of(L);
    if (status != LuaWallStatusError && machine->latch == LuaWallStatusDone) machine->latch = status;
    luaL_where(L, 1);
    if (answer->kind == LuaWallKindText) lua_pushlstring(L, (const char *)answer->bytes, answer->length);
    else lua_pushliteral(L, "the host could not do this");
    lua_concat(L, 2);
    return lua_error(L);
}

void push_object(lua_State *L, uint32_t object) {
    LuaWallMachine *machine = machine_of(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, machine->objects_ref);
    if (lua_rawgeti(L, -1, (lua_Integer)object + 1) == LUA_TNIL) {
        lua_pop(L, 1);
        *(uint32_t *)lua_newuserdatauv(L, sizeof(uint32_t), 0) = object;
        luaL_setmetatable(L, RECORD_NAME);
        lua_pushvalue(L, -1);
        lua_rawseti(L, -3, (lua_Integer)object + 1);
    }
    lua_remove(L, -2);
}

static int call_host(lua_State *L, int64_t object, int first) {
    LuaWallMachine *machine = machine_of(L);
    uint32_t function = (uint32_t)lua_tointeger(L, lua_upvalueindex(1));
    int count = lua_gettop(L) - first + 1;
    Buffer *arguments = &machine->data;
    arguments->length = 0;
    put_byte(L, arguments, 'L');
    put_integer(L, arguments, count > 0 ? (uint32_t)count : 0);
    for (int i = 0; i < count; i++) encode(L, arguments, first + i, 0);
    charge(L, 10);
    LuaWallValue answer = {.kind = LuaWallKindNil};
    LuaWallStatus status =
        machine->setup.host.call(machine->context, object, function, arguments->bytes, arguments->length, &answer);
    if (status != LuaWallStatusDone) return raise_answer(L, status, &answer);
    push_value(L, &answer);
    return 1;
}

int host_function(lua_State *L) { return call_host(L, -1, 1); }

static int host_method(lua_State *L) {
    uint32_t *object = lua_type(L, 1) == LUA_TUSERDATA ? lua_touserdata(L, 1) : NULL; // Scripts have no other userdata.
    if (object == NULL) return refuse(L, LuaWallStatusError, "write a colon before the name: state:add(\"name\", 1)");
    return call_host(L, *object, 2);
}

// A word that decides. Upvalues: the host's function, the place of the names, and the names, so that they stay.
static int decide(lua_State *L) {
    LuaWallMachine *machine = machine_of(L);
    const Decider *decider = &machine->deciders[lua_tointeger(L, lua_upvalueindex(2))];
    if (lua_gettop(L) != 1 || lua_type(L, 1) != LUA_TTABLE) return host_function(L);
    if (lua_getmetatable(L, 1)) { // A frozen table: the long way reads it.
        lua_settop(L, 1);
        return host_function(L);
    }
    LuaWallValue fields[MOST_FIELDS];
    for (size_t i = 0; i < decider->count; i++) fields[i].kind = LuaWallKindNil;
    uint64_t work = 10;
    lua_pushnil(L);
    while (lua_next(L, 1)) {
        const char *name = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : NULL;
        size_t place = 0;
        while (place < decider->count && decider->names[place] != name) place++;
        int type = lua_type(L, -1);
        if (place < decider->count && type == LUA_TSTRING) {
            fields[place].kind = LuaWallKindText;
            fields[place].bytes = (const uint8_t *)lua_tolstring(L, -1, &fields[place].length);
            work += fields[place].length / 64;
        } else if (place < decider->count && type == LUA_TNUMBER && lua_isinteger(L, -1)) {
            fields[place].kind = LuaWallKindInteger;
            fields[place].integer = lua_tointeger(L, -1);
        } else {
            lua_settop(L, 1);
            return host_function(L);
        }
        lua_pop(L, 1);
    }
    charge(L, work);
    uint32_t function = (uint32_t)lua_tointeger(L, lua_upvalueindex(1));
    // The texts stay where they are: the table holds them, and nothing runs meanwhile.
    if (machine->setup.host.decide(machine->context, function, fields, decider->count)) return 0;
    return host_function(L);
}

void push_decider(lua_State *L, const LuaWallWord *word) {
    LuaWallMachine *machine = machine_of(L);
    if (machine->decider_count == MOST_DECIDERS) luaL_error(L, "the host has too many words");
    Decider *decider = &machine->deciders[machine->decider_count];
    lua_pushinteger(L, word->function);
    lua_pushinteger(L, (lua_Integer)machine->decider_count++);
    while (decider->count < MOST_FIELDS && word->fields[decider->count] != NULL) {
        decider->names[decider->count] = lua_pushstring(L, word->fields[decider->count]);
        decider->count++;
    }
    lua_pushcclosure(L, decide, (int)decider->count + 2);
}

static void forget_symbols(lua_State *L, LuaWallMachine *machine, int table) {
    lua_pushnil(L);
    while (lua_next(L, table)) {
        lua_pop(L, 1);
        lua_pushvalue(L, -1);
        lua_pushnil(L);
        lua_rawset(L, table); // Clearing a field that is there is allowed while traversing.
    }
    machine->symbol_count = 0;
}

// Pushes the text of a symbol that is not in the table of them yet.
static void push_new_symbol(lua_State *L, LuaWallMachine *machine, int table, int64_t symbol) {
    if (machine->symbol_count == MOST_SYMBOLS) forget_symbols(L, machine, table);
    LuaWallValue text = {.kind = LuaWallKindNil};
    LuaWallStatus status = machine->setup.host.symbol(machine->context, symbol, &text);
    if (status != LuaWallStatusDone || text.kind != LuaWallKindText) raise_answer(L, LuaWallStatusError, &text);
    lua_pushlstring(L, (const char *)text.bytes, text.length);
    lua_pushvalue(L, -1);
    lua_rawseti(L, table, symbol);
    machine->symbol_count++;
}

// Pushes the text of a symbol; `table` is where the table of texts is.
static inline void push_symbol(lua_State *L, LuaWallMachine *machine, int table, int64_t symbol) {
    if (lua_rawgeti(L, table, symbol) == LUA_TSTRING) return;
    lua_pop(L, 1);
    push_new_symbol(L, machine, table, symbol);
}

void push_value(lua_State *L, const LuaWallValue *value) {
    LuaWallMachine *machine = machine_of(L);
    switch (value->kind) {
    case LuaWallKindNil:
        lua_pushnil(L);
        break;
    case LuaWallKindBoolean:
        lua_pushboolean(L, value->integer != 0);
        break;
    case LuaWallKindInteger:
        lua_pushinteger(L, value->integer);
        break;
    case LuaWallKindDecimal:
        lua_pushnumber(L, value->decimal);
        break;
    case LuaWallKindText:
        lua_pushlstring(L, value->bytes == NULL ? "" : (const char *)value->bytes, value->length);
        break;
    case LuaWallKindSymbol:
        lua_rawgeti(L, LUA_REGISTRYINDEX, machine->symbols_ref);
        push_symbol(L, machine, lua_gettop(L), value->integer);
        lua_remove(L, -2);
        break;
    case LuaWallKindObject:
        push_object(L, (uint32_t)value->integer);
        break;
    case LuaWallKindMethod:
        lua_rawgeti(L, LUA_REGISTRYINDEX, machine->methods_ref);
        if (lua_rawgeti(L, -1, value->integer) == LUA_TNIL) {
            lua_pop(L, 1);
            lua_pushinteger(L, value->integer);
            lua_pushcclosure(L, host_method, 1);
            lua_pushvalue(L, -1);
            lua_rawseti(L, -3, value->integer);
        }
        lua_remove(L, -2);
        break;
    case LuaWallKindData:
        if (value->bytes == NULL) luaL_error(L, "the host handed over nothing");
        push_data(L, value->bytes, value->length);
        break;
    }
}

static int read_field(lua_State *L) {
    LuaWallMachine *machine = machine_of(L);
    // Only Lua itself and this file call this, with an object first: scripts cannot reach metatables.
    uint32_t object = *(uint32_t *)lua_touserdata(L, 1);
    if (lua_type(L, 2) != LUA_TSTRING) {
        if (lua_type(L, 2) != LUA_TNUMBER) {
            return refuse(L, LuaWallStatusError, "the name of a field is a text, not a %s", luaL_typename(L, 2));
        }
        lua_tostring(L, 2);
    }
    size_t length;
    const char *name = lua_tolstring(L, 2, &length);
    const KeySlot *slot = known_name(L, machine);
    LuaWallValue value = {.kind = LuaWallKindNil};
    LuaWallStatus status = machine->setup.host.read(machine->context, object, slot == NULL ? -1 : slot->key,
                                                    (const uint8_t *)name, length, &value);
    if (status != LuaWallStatusDone) return raise_answer(L, status, &value);
    push_value(L, &value);
    return 1;
}

static int refuse_write(lua_State *L) {
    return refuse(L, LuaWallStatusFrozen, "%s", machine_of(L)->setup.unwritable);
}

// Reading an event, without the host as far as its row tells. Upvalue 1 of these functions: the texts of symbols.
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
    slot->field = strcmp(slot->text, "answers") == 0      ? FIELD_ANSWERS
                  : strcmp(slot->text, "attributes") == 0 ? FIELD_ATTRIBUTES
                                                          : FIELD_OF_HOST;
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

static int read_event(lua_State *L) {
    LuaWallMachine *machine = machine_of(L);
    const LuaWallEvent *event = machine->event;
    KeySlot *slot = known_name(L, machine);
    if (slot == NULL || event == NULL) return read_field(L);
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
    case FIELD_ANSWERS:
        lua_pushvalue(L, lua_upvalueindex(2));
        return 1;
    case FIELD_ATTRIBUTES:
        lua_pushvalue(L, lua_upvalueindex(3));
        return 1;
    case FIELD_UNRESOLVED:
    case FIELD_OF_HOST:
        break;
    }
    return read_field(L);
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

// Fills the metatable below the upvalues of its reading function.
static void fill_metatable(lua_State *L, lua_CFunction read, int upvalues) {
    lua_pushcclosure(L, read, upvalues);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, refuse_write);
    lua_setfield(L, -2, "__newindex");
}

void open_records(lua_State *L) {
    LuaWallMachine *machine = machine_of(L);
    luaL_newmetatable(L, RECORD_NAME);
    fill_metatable(L, read_field, 0);
    lua_settop(L, 0);
    if (machine->setup.layout == NULL) return;
    lua_rawgeti(L, LUA_REGISTRYINDEX, machine->symbols_ref);
    lua_rawgeti(L, LUA_REGISTRYINDEX, machine->objects_ref);
    static const lua_CFunction readers[] = {read_event, read_answer, read_attribute};
    // From the last to the first: the event's own function holds the other two.
    for (uint32_t object = OBJECT_ATTRIBUTES + 1; object-- > OBJECT_EVENT;) {
        *(uint32_t *)lua_newuserdatauv(L, sizeof(uint32_t), 0) = object;
        lua_createtable(L, 0, 2);
        lua_pushvalue(L, 1);
        if (object == OBJECT_EVENT) {
            lua_rawgeti(L, 2, OBJECT_ANSWERS + 1);
            lua_rawgeti(L, 2, OBJECT_ATTRIBUTES + 1);
        }
        fill_metatable(L, readers[object], object == OBJECT_EVENT ? 3 : 1);
        lua_setmetatable(L, -2);
        lua_rawseti(L, 2, object + 1);
    }
    lua_settop(L, 0);
}

static int forget(lua_State *L) {
    LuaWallMachine *machine = machine_of(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, machine->symbols_ref);
    forget_symbols(L, machine, lua_gettop(L));
    for (size_t i = 0; i < sizeof machine->keys / sizeof *machine->keys; i++) machine->keys[i].interned = false;
    return 0;
}

LuaWallStatus lua_wall_forget_symbols(LuaWallMachine *machine) {
    return enter(machine, forget, NULL, machine->setup.limits.call_steps, NULL, &machine->error);
}

// Objects of the host in a script (an event, its answers, a row, a state), and functions of the host.
//
// An object is a userdata that holds nothing but the host's id for it. A machine makes it once and uses it for every event,
// so handing over an event allocates nothing, and what a script keeps of it shows nothing but the event at hand.
#include "Wall.h"

#include <string.h>

KeySlot *new_name(lua_State *L, LuaWallMachine *machine, KeySlot *vacant) {
    if (lua_type(L, 2) != LUA_TSTRING || lua_rawlen(L, 2) > 40 || machine->key_count == MOST_KEYS) return NULL;
    lua_rawgeti(L, LUA_REGISTRYINDEX, machine->keys_ref);
    lua_pushvalue(L, 2);
    lua_rawseti(L, -2, machine->key_count + 1);
    lua_pop(L, 1);
    *vacant = (KeySlot){.name = lua_topointer(L, 2), .text = lua_tostring(L, 2), .key = machine->key_count++};
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

static int call_host(lua_State *L, uint32_t function, int64_t object, int first) {
    LuaWallMachine *machine = machine_of(L);
    machine->acted = true;
    int count = lua_gettop(L) - first + 1;
    Buffer *arguments = &machine->data;
    arguments->length = 0;
    put_byte(L, arguments, 'L');
    put_integer(L, arguments, count > 0 ? (uint32_t)count : 0);
    for (int i = 0; i < count; i++) encode(L, arguments, first + i, 0);
    charge(L, 10);
    LuaWallValue answer = {.kind = LuaWallKindNil};
    uint64_t work = 0;
    LuaWallStatus status = machine->setup.host.call(machine->context, object, function, arguments->bytes,
                                                    arguments->length, &answer, &work);
    if (work > 0) charge(L, work);
    watch_clock(L, arguments->length);
    if (status != LuaWallStatusDone) return raise_answer(L, status, &answer);
    push_value(L, &answer);
    return 1;
}

int call_function(lua_State *L, uint32_t function) { return call_host(L, function, -1, 1); }

static uint32_t upvalue_function(lua_State *L) { return (uint32_t)lua_tointeger(L, lua_upvalueindex(1)); }

int host_function(lua_State *L) { return call_function(L, upvalue_function(L)); }

static int host_method(lua_State *L) {
    uint32_t *object = lua_type(L, 1) == LUA_TUSERDATA ? lua_touserdata(L, 1) : NULL; // Scripts have no other userdata.
    if (object == NULL) return refuse(L, LuaWallStatusError, "write a colon before the name: state:add(\"name\", 1)");
    return call_host(L, upvalue_function(L), *object, 2);
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
void push_new_symbol(lua_State *L, LuaWallMachine *machine, int table, int64_t symbol) {
    if (machine->symbol_count == MOST_SYMBOLS) forget_symbols(L, machine, table);
    LuaWallValue text = {.kind = LuaWallKindNil};
    LuaWallStatus status = machine->setup.host.symbol(machine->context, symbol, &text);
    if (status != LuaWallStatusDone || text.kind != LuaWallKindText) raise_answer(L, LuaWallStatusError, &text);
    lua_pushlstring(L, (const char *)text.bytes, text.length);
    lua_pushvalue(L, -1);
    lua_rawseti(L, table, symbol);
    machine->symbol_count++;
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
    case LuaWallKindFunction:
        lua_pushinteger(L, value->integer);
        lua_pushcclosure(L, host_function, 1);
        break;
    case LuaWallKindData:
        if (value->bytes == NULL) luaL_error(L, "the host handed over nothing");
        push_data(L, value->bytes, value->length);
        break;
    }
}

int read_field(lua_State *L) {
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

void fill_metatable(lua_State *L) {
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, refuse_write);
    lua_setfield(L, -2, "__newindex");
}

void open_records(lua_State *L) {
    LuaWallMachine *machine = machine_of(L);
    luaL_newmetatable(L, RECORD_NAME);
    lua_pushcfunction(L, read_field);
    fill_metatable(L);
    lua_settop(L, 0);
    if (machine->setup.layout == NULL) return;
    lua_rawgeti(L, LUA_REGISTRYINDEX, machine->symbols_ref);
    lua_rawgeti(L, LUA_REGISTRYINDEX, machine->objects_ref);
    open_events(L, 1, 2);
    lua_settop(L, 0);
}

static int forget(lua_State *L) {
    LuaWallMachine *machine = machine_of(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, machine->symbols_ref);
    forget_symbols(L, machine, lua_gettop(L));
    for (size_t i = 0; i < sizeof machine->keys / sizeof *machine->keys; i++) machine->keys[i].interned = false;
    for (int i = 0; i < machine->call_count; i++) machine->calls[i].asked_resolved = false;
    lua_gc(L, LUA_GCCOLLECT);
    return 0;
}

LuaWallStatus lua_wall_forget_symbols(LuaWallMachine *machine) {
    return enter(machine, forget, NULL, &machine->setup.limits.call, NULL, &machine->error);
}

// Words that decide: the short way from a table of texts and whole numbers to the host.
#include "Wall.h"

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
    machine->acted = true;
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

// Tables that can be read and not written.
//
// A frozen table keeps its identity: its contents move into a table behind it, and a metatable reads from there and refuses
// writes. So every variable that holds it needs no change, and the stock functions (ipairs, #, concat, unpack) work on it.
// Scripts have no getmetatable and no rawset, so there is no way around.
#include "Wall.h"

#include <string.h>

static const char contents_key = 0;

void push_contents(lua_State *L, int index) {
    index = lua_absindex(L, index);
    if (lua_getmetatable(L, index)) {
        lua_rawgetp(L, -1, &contents_key);
        lua_remove(L, -2);
        if (lua_istable(L, -1)) return;
        lua_pop(L, 1);
    }
    lua_pushvalue(L, index);
}

static bool is_frozen(lua_State *L, int index) {
    if (!lua_getmetatable(L, index)) return false;
    bool frozen = lua_rawgetp(L, -1, &contents_key) == LUA_TTABLE;
    lua_pop(L, 2);
    return frozen;
}

int refuse_frozen(lua_State *L) {
    return refuse(L, LuaWallStatusFrozen,
                  "a table from outside the function cannot be changed: what a rule writes must end with its call; "
                  "make a new table in the function");
}

static int length_of_contents(lua_State *L) {
    push_contents(L, 1);
    lua_pushinteger(L, (lua_Integer)lua_rawlen(L, -1));
    return 1;
}

void freeze_table(lua_State *L, int index, bool strict) {
    index = lua_absindex(L, index);
    luaL_checkstack(L, 8, NULL);
    int answer = strict ? lua_gettop(L) : 0;
    lua_newtable(L);
    int contents = lua_gettop(L);
    lua_pushnil(L);
    while (lua_next(L, index)) {
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_pushvalue(L, -2);
        lua_pushvalue(L, -2);
        lua_rawset(L, contents); // contents[key] = value
        lua_pop(L, 1);
        lua_pushnil(L);
        lua_rawset(L, index); // Clearing a field that is there is allowed while traversing; the key stays for lua_next.
    }
    if (answer != 0) {
        lua_createtable(L, 0, 1);
        lua_pushvalue(L, answer);
        lua_setfield(L, -2, "__index");
        lua_setmetatable(L, contents);
    }
    lua_createtable(L, 0, 4);
    lua_pushvalue(L, contents);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, refuse_frozen);
    lua_setfield(L, -2, "__newindex");
    lua_pushcfunction(L, length_of_contents);
    lua_setfield(L, -2, "__len");
    lua_pushvalue(L, contents);
    lua_rawsetp(L, -2, &contents_key);
    lua_setmetatable(L, index);
    lua_settop(L, contents - 1);
}

enum { QUEUE = 1, SEEN = 2 };

// Takes a value off the stack and queues it, when it is something that can hold other things and is new.
static void visit(lua_State *L, lua_Integer *last) {
    int type = lua_type(L, -1);
    if (type == LUA_TTABLE || type == LUA_TFUNCTION) {
        lua_pushvalue(L, -1);
        if (lua_rawget(L, SEEN) == LUA_TNIL) {
            lua_pushvalue(L, -2);
            lua_pushboolean(L, 1);
            lua_rawset(L, SEEN);
            lua_pushvalue(L, -2);
            lua_rawseti(L, QUEUE, ++*last);
        }
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}

static int refuse_at(lua_State *L, int line, const char *message) {
    LuaWallMachine *machine = machine_of(L);
    machine->error_line = line;
    lua_pushstring(L, message);
    return kill_call(L, LuaWallStatusFrozen, lua_tostring(L, -1));
}

static void check_function(lua_State *L, int index) {
    LuaWallMachine *machine = machine_of(L);
    if (lua_iscfunction(L, index)) {
        lua_rawgeti(L, LUA_REGISTRYINDEX, machine->known_ref);
        lua_pushvalue(L, index);
        bool known = lua_rawget(L, -2) != LUA_TNIL;
        lua_pop(L, 2);
        if (!known && lua_getupvalue(L, index, 1) != NULL) {
            luaL_error(L, "a function of a rule uses an iterator (of pairs or gmatch) that was made outside it; make it inside");
        }
        return;
    }
    Assignment found;
    machine->code.length = 0;
    lua_pushvalue(L, index);
    if (lua_dump(L, keep_code, &machine->code, 0) != 0) luaL_error(L, "not enough memory");
    lua_pop(L, 1);
    charge(L, machine->code.length / 64);
    switch (find_assignment(machine->code.bytes, machine->code.length, &found)) {
    case CODE_CLEAN:
        break;
    case CODE_UNKNOWN:
        luaL_error(L, "this Lua compiles functions in an unknown form");
        break;
    case CODE_ASSIGNS:
        lua_pushfstring(L,
                        "'%s' stands outside the function, which assigns to it: what a rule writes must end with its call; "
                        "declare a local inside the function",
                        found.name);
        refuse_at(L, found.line, lua_tostring(L, -1));
    }
}

void freeze_reachable(lua_State *L) {
    LuaWallMachine *machine = machine_of(L);
    lua_settop(L, 0);
    lua_newtable(L);
    lua_newtable(L);
    lua_Integer last = 0;
    lua_rawgeti(L, LUA_REGISTRYINDEX, machine->blocks_ref);
    for (uint32_t i = 1; i <= machine->block_count; i++) {
        lua_rawgeti(L, 3, i);
        visit(L, &last);
    }
    for (lua_Integer next = 1; next <= last; next++) {
        charge(L, 1);
        lua_settop(L, 2);
        lua_rawgeti(L, QUEUE, next);
        if (lua_istable(L, 3)) {
            // A frozen table is one of the environment: all that it holds is the host's.
            if (is_frozen(L, 3)) continue;
            lua_pushnil(L);
            while (lua_next(L, 3)) {
                charge(L, 1);
                visit(L, &last);
                lua_pushvalue(L, -1);
                visit(L, &last);
            }
            freeze_table(L, 3, false);
        } else {
            check_function(L, 3);
            for (int i = 1; lua_getupvalue(L, 3, i) != NULL; i++) visit(L, &last);
        }
    }
    lua_settop(L, 0);
}

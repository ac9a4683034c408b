// Iteration in a fixed order: numbers, then texts by their bytes, then false and true. The order of the stock `next` comes
// from a seed that differs from machine to machine, and a rule's decisions must not.
#include "Wall.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    int type;
    bool whole;
    lua_Integer integer;
    lua_Number number;
    const char *text;
    size_t length;
} Key;

static int rank(int type) { return type == LUA_TNUMBER ? 0 : type == LUA_TSTRING ? 1 : 2; }

static int compare(const void *left, const void *right) {
    const Key *a = left, *b = right;
    if (a->type != b->type) return rank(a->type) - rank(b->type);
    switch (a->type) {
    case LUA_TSTRING: {
        int order = memcmp(a->text, b->text, a->length < b->length ? a->length : b->length);
        return order != 0 ? order : (a->length > b->length) - (a->length < b->length);
    }
    case LUA_TNUMBER:
        if (a->whole && b->whole) return (a->integer > b->integer) - (a->integer < b->integer);
        return (a->number > b->number) - (a->number < b->number);
    default:
        return (a->integer > b->integer) - (a->integer < b->integer);
    }
}

// Reads the key on top of the stack, which some table keeps alive.
static Key read_key(lua_State *L) {
    Key key = {.type = lua_type(L, -1)};
    switch (key.type) {
    case LUA_TSTRING:
        key.text = lua_tolstring(L, -1, &key.length);
        break;
    case LUA_TNUMBER:
        key.whole = lua_isinteger(L, -1);
        key.integer = lua_tointeger(L, -1);
        key.number = lua_tonumber(L, -1);
        break;
    case LUA_TBOOLEAN:
        key.integer = lua_toboolean(L, -1);
        break;
    default:
        refuse(L, LuaWallStatusError, "a table with a %s as a key has no order; use texts or numbers as keys",
               luaL_typename(L, -1));
    }
    return key;
}

// Pushes the keys of an object of the host, as a list in the host's order.
static lua_Integer push_names(lua_State *L, int index) {
    LuaWallMachine *machine = machine_of(L);
    uint32_t object = *(uint32_t *)lua_touserdata(L, index);
    lua_newtable(L);
    lua_Integer count = 0;
    for (;;) {
        LuaWallValue name = {.kind = LuaWallKindNil};
        LuaWallStatus status = machine->setup.host.name(machine->context, object, (uint32_t)count, &name);
        if (status != LuaWallStatusDone) raise_answer(L, status, &name);
        if (name.kind == LuaWallKindNil) return count;
        charge(L, 4);
        push_value(L, &name);
        lua_rawseti(L, -2, ++count);
    }
}

// Pushes a list of the keys of a table or of an object of the host, in order; answers how many.
static lua_Integer push_keys(lua_State *L, int index) {
    int source;
    lua_Integer count = 0;
    bool names = lua_isuserdata(L, index);
    if (names) {
        count = push_names(L, index);
    } else {
        luaL_checktype(L, index, LUA_TTABLE);
        push_contents(L, index);
        lua_pushnil(L);
        while (lua_next(L, -2)) {
            lua_pop(L, 1);
            count++;
        }
    }
    source = lua_gettop(L);
    charge(L, (uint64_t)count * 4);
    Key *keys = lua_newuserdatauv(L, (size_t)(count + 1) * sizeof(Key), 0);
    lua_Integer next = 0;
    lua_pushnil(L);
    while (lua_next(L, source)) {
        if (!names) lua_pop(L, 1);
        keys[next++] = read_key(L);
        if (names) lua_pop(L, 1);
    }
    qsort(keys, (size_t)count, sizeof(Key), compare);
    lua_createtable(L, (int)count, 0);
    for (lua_Integer i = 0; i < count; i++) {
        const Key *key = &keys[i];
        if (key->type == LUA_TSTRING) lua_pushlstring(L, key->text, key->length);
        else if (key->type == LUA_TBOOLEAN) lua_pushboolean(L, (int)key->integer);
        else if (key->whole) lua_pushinteger(L, key->integer);
        else lua_pushnumber(L, key->number);
        lua_rawseti(L, -2, i + 1);
    }
    lua_replace(L, source);
    lua_settop(L, source);
    return count;
}

static void push_field(lua_State *L, int index) {
    if (lua_isuserdata(L, index)) {
        lua_gettable(L, index);
    } else {
        push_contents(L, index);
        lua_insert(L, -2);
        lua_rawget(L, -2);
        lua_remove(L, -2);
    }
}

static int step(lua_State *L) {
    lua_Integer place = lua_tointeger(L, lua_upvalueindex(2));
    lua_settop(L, 0);
    lua_pushvalue(L, lua_upvalueindex(3));
    for (;;) {
        lua_settop(L, 1);
        if (lua_rawgeti(L, lua_upvalueindex(1), ++place) == LUA_TNIL) return 1;
        lua_pushvalue(L, -1);
        push_field(L, 1);
        if (!lua_isnil(L, -1)) break; // A field that the loop has cleared meanwhile is passed over.
    }
    lua_pushinteger(L, place);
    lua_replace(L, lua_upvalueindex(2));
    return 2;
}

int ordered_pairs(lua_State *L) {
    luaL_checkany(L, 1);
    lua_settop(L, 1);
    push_keys(L, 1);
    lua_pushinteger(L, 0);
    lua_pushvalue(L, 1);
    lua_pushcclosure(L, step, 3);
    lua_pushvalue(L, 1);
    lua_pushnil(L);
    return 3;
}

int ordered_next(lua_State *L) {
    luaL_checkany(L, 1);
    lua_settop(L, 2);
    lua_Integer count = push_keys(L, 1);
    lua_Integer found = 1;
    if (!lua_isnil(L, 2)) {
        lua_pushvalue(L, 2);
        Key after = read_key(L);
        lua_pop(L, 1);
        for (; found <= count; found++) {
            lua_rawgeti(L, 3, found);
            Key key = read_key(L);
            lua_pop(L, 1);
            if (compare(&key, &after) > 0) break;
        }
    }
    if (found > count) {
        lua_pushnil(L);
        return 1;
    }
    lua_rawgeti(L, 3, found);
    lua_pushvalue(L, -1);
    push_field(L, 1);
    return 2;
}

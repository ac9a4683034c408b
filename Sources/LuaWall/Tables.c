// The functions of tables: with raw access, so that no metatable makes a length of 10^18, and with a charge for everything
// that is moved or looked at. What is read may be a frozen table; what is written may not.
#include "Wall.h"

#include <limits.h>
#include <string.h>

// Puts what the table at an argument holds in its place, for reading.
static void open_for_reading(lua_State *L, int argument) {
    luaL_checktype(L, argument, LUA_TTABLE);
    push_contents(L, argument);
    lua_replace(L, argument);
}

static void check_writable(lua_State *L, int argument) {
    luaL_checktype(L, argument, LUA_TTABLE);
    if (lua_getmetatable(L, argument)) {
        lua_pop(L, 1);
        refuse_frozen(L);
    }
}

int charged_concat(lua_State *L) {
    size_t between_length;
    const char *between = luaL_optlstring(L, 2, "", &between_length);
    open_for_reading(L, 1);
    lua_Integer first = luaL_optinteger(L, 3, 1);
    lua_Integer last = luaL_optinteger(L, 4, (lua_Integer)lua_rawlen(L, 1));
    lua_settop(L, 2);
    luaL_Buffer buffer;
    luaL_buffinit(L, &buffer);
    for (lua_Integer i = first; i <= last; i++) {
        int type = lua_rawgeti(L, 1, i);
        if (type != LUA_TSTRING && type != LUA_TNUMBER) {
            luaL_error(L, "invalid value (a %s, at index %I) in table for 'concat'", lua_typename(L, type), (LUAI_UACINT)i);
        }
        charge(L, 2 + (type == LUA_TSTRING ? lua_rawlen(L, -1) : 0) / 64 + between_length / 64);
        luaL_addvalue(&buffer);
        if (i == last) break; // Going beyond the last integer would start anew.
        luaL_addlstring(&buffer, between, between_length);
    }
    luaL_pushresult(&buffer);
    return 1;
}

int charged_insert(lua_State *L) {
    check_writable(L, 1);
    lua_Integer end = (lua_Integer)lua_rawlen(L, 1) + 1;
    int count = lua_gettop(L);
    lua_Integer place = end;
    if (count == 3) {
        place = luaL_checkinteger(L, 2);
        luaL_argcheck(L, (lua_Unsigned)place - 1u < (lua_Unsigned)end, 2, "position out of bounds");
    } else if (count != 2) {
        return luaL_error(L, "wrong number of arguments to 'insert'");
    }
    charge(L, (uint64_t)(end - place) + 1);
    for (lua_Integer i = end; i > place; i--) {
        lua_rawgeti(L, 1, i - 1);
        lua_rawseti(L, 1, i);
    }
    lua_rawseti(L, 1, place);
    return 0;
}

int charged_remove(lua_State *L) {
    check_writable(L, 1);
    lua_Integer size = (lua_Integer)lua_rawlen(L, 1);
    lua_Integer place = luaL_optinteger(L, 2, size);
    if (lua_gettop(L) > 1) luaL_argcheck(L, (lua_Unsigned)place - 1u <= (lua_Unsigned)size || place == size, 2, "position out of bounds");
    charge(L, place < size ? (uint64_t)(size - place) + 1 : 1);
    lua_rawgeti(L, 1, place);
    for (; place < size; place++) {
        lua_rawgeti(L, 1, place + 1);
        lua_rawseti(L, 1, place);
    }
    lua_pushnil(L);
    lua_rawseti(L, 1, place);
    return 1;
}

int charged_move(lua_State *L) {
    lua_Integer first = luaL_checkinteger(L, 2), last = luaL_checkinteger(L, 3), to = luaL_checkinteger(L, 4);
    bool other = !lua_isnoneornil(L, 5) && !lua_rawequal(L, 1, 5);
    int target = other ? 5 : 1;
    luaL_checktype(L, 1, LUA_TTABLE);
    check_writable(L, target);
    if (last < first) {
        lua_pushvalue(L, target);
        return 1;
    }
    luaL_argcheck(L, first > 0 || last < LUA_MAXINTEGER + first, 3, "too many elements to move");
    lua_Integer count = last - first + 1;
    luaL_argcheck(L, to <= LUA_MAXINTEGER - count + 1, 4, "destination wrap around");
    charge(L, (uint64_t)count);
    push_contents(L, 1);
    int source = lua_gettop(L);
    bool upwards = to > last || to <= first || other;
    for (lua_Integer i = 0; i < count; i++) {
        lua_Integer step = upwards ? i : count - 1 - i;
        lua_rawgeti(L, source, first + step);
        lua_rawseti(L, target, to + step);
    }
    lua_pushvalue(L, target);
    return 1;
}

int charged_pack(lua_State *L) {
    int count = lua_gettop(L);
    charge(L, (uint64_t)count + 1);
    lua_createtable(L, count, 1);
    lua_insert(L, 1);
    for (int i = count; i >= 1; i--) lua_rawseti(L, 1, i);
    lua_pushinteger(L, count);
    lua_setfield(L, 1, "n");
    return 1;
}

int charged_unpack(lua_State *L) {
    open_for_reading(L, 1);
    lua_Integer first = luaL_optinteger(L, 2, 1);
    lua_Integer last = luaL_optinteger(L, 3, (lua_Integer)lua_rawlen(L, 1));
    if (first > last) return 0;
    lua_Unsigned count = (lua_Unsigned)last - (lua_Unsigned)first;
    if (count >= MOST_VALUES) return luaL_error(L, "too many results to unpack (%d at most)", MOST_VALUES);
    charge(L, count + 1);
    luaL_checkstack(L, (int)count + 1, NULL);
    for (lua_Unsigned i = 0; i <= count; i++) lua_rawgeti(L, 1, (lua_Integer)((lua_Unsigned)first + i));
    return (int)count + 1;
}

// Sorting. Merging from the bottom up: it needs as many comparisons at most as any sorting does, looks at nothing beyond the
// table whatever the order function says, and keeps equal items in their order.

// Whether the value at `left` comes before that at `right` (both absolute).
static bool is_before(lua_State *L, int left, int right) {
    if (lua_isnil(L, 2)) {
        bool texts = lua_type(L, left) == LUA_TSTRING && lua_type(L, right) == LUA_TSTRING;
        charge(L, 2 + (texts ? lua_rawlen(L, left) / 64 : 0));
        return lua_compare(L, left, right, LUA_OPLT);
    }
    charge(L, 4);
    lua_pushvalue(L, 2);
    lua_pushvalue(L, left);
    lua_pushvalue(L, right);
    lua_call(L, 2, 1);
    bool before = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return before;
}

// Merges two neighbouring sorted runs of table `from` into table `to`.
static void merge(lua_State *L, int from, int to, lua_Integer start, lua_Integer middle, lua_Integer end) {
    lua_Integer left = start, right = middle, place = start;
    int top = lua_gettop(L);
    while (left < middle && right < end) {
        lua_rawgeti(L, from, left);
        lua_rawgeti(L, from, right);
        if (is_before(L, top + 2, top + 1)) {
            right++;
        } else {
            lua_pop(L, 1);
            left++;
        }
        lua_rawseti(L, to, place++);
        lua_settop(L, top);
    }
    for (; left < middle; left++, place++) {
        lua_rawgeti(L, from, left);
        lua_rawseti(L, to, place);
    }
    for (; right < end; right++, place++) {
        lua_rawgeti(L, from, right);
        lua_rawseti(L, to, place);
    }
}

int charged_sort(lua_State *L) {
    check_writable(L, 1);
    lua_Integer count = (lua_Integer)lua_rawlen(L, 1);
    lua_settop(L, 2);
    if (count < 2) return 0;
    if (!lua_isnil(L, 2)) luaL_checktype(L, 2, LUA_TFUNCTION);
    luaL_argcheck(L, count < INT_MAX, 1, "array too big");
    luaL_checkstack(L, 16, NULL);
    charge(L, (uint64_t)count);
    lua_createtable(L, (int)count, 0);
    int from = 1, to = 3;
    for (lua_Integer width = 1; width < count; width *= 2) {
        for (lua_Integer start = 1; start <= count; start += 2 * width) {
            lua_Integer middle = start + width < count + 1 ? start + width : count + 1;
            lua_Integer end = middle + width < count + 1 ? middle + width : count + 1;
            charge(L, (uint64_t)(end - start) / 4);
            merge(L, from, to, start, middle, end);
        }
        int other = from;
        from = to;
        to = other;
    }
    if (from == 1) return 0;
    for (lua_Integer i = 1; i <= count; i++) {
        lua_rawgeti(L, from, i);
        lua_rawseti(L, 1, i);
    }
    return 0;
}

// Data across the wall: Lua values to tagged bytes and back. LuaWall.h has the encoding.
#include "Wall.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool buffer_append(Buffer *buffer, const void *bytes, size_t length) {
    if (length > buffer->capacity - buffer->length) {
        size_t capacity = buffer->capacity == 0 ? 256 : buffer->capacity * 2;
        while (capacity - buffer->length < length) capacity *= 2;
        uint8_t *grown = realloc(buffer->bytes, capacity);
        if (grown == NULL) return false;
        buffer->bytes = grown;
        buffer->capacity = capacity;
    }
    memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
    return true;
}

static void put(lua_State *L, Buffer *buffer, const void *bytes, size_t length) {
    if (buffer->length + length > MOST_DATA) luaL_error(L, "this is more data than the host takes (%d MB)", MOST_DATA >> 20);
    if (!buffer_append(buffer, bytes, length)) luaL_error(L, "not enough memory");
}

void put_byte(lua_State *L, Buffer *buffer, uint8_t byte) { put(L, buffer, &byte, 1); }

void put_integer(lua_State *L, Buffer *buffer, uint32_t value) {
    uint8_t bytes[4];
    for (int i = 0; i < 4; i++) bytes[i] = (uint8_t)(value >> (8 * i));
    put(L, buffer, bytes, 4);
}

static void put_word(lua_State *L, Buffer *buffer, uint64_t value) {
    put_integer(L, buffer, (uint32_t)value);
    put_integer(L, buffer, (uint32_t)(value >> 32));
}

void put_text(lua_State *L, Buffer *buffer, const char *text, size_t length) {
    put_integer(L, buffer, (uint32_t)length);
    put(L, buffer, text, length);
}

// Whether the keys of a table (already raw) are exactly 1...n; counts them.
static bool is_list(lua_State *L, int table, uint32_t *count) {
    lua_Integer most = 0;
    bool whole = true;
    *count = 0;
    lua_pushnil(L);
    while (lua_next(L, table)) {
        lua_pop(L, 1);
        ++*count;
        if (!lua_isinteger(L, -1)) {
            whole = false;
        } else {
            lua_Integer key = lua_tointeger(L, -1);
            if (key < 1) whole = false;
            if (key > most) most = key;
        }
    }
    return whole && most == (lua_Integer)*count;
}

// With the keys as they are. A table that is frozen gives its contents.
static void encode_exactly(lua_State *L, Buffer *buffer, int index, int level) {
    if (level >= MOST_LEVELS) luaL_error(L, "tables are nested deeper than %d levels", MOST_LEVELS);
    luaL_checkstack(L, 6, "tables are nested too deep");
    push_contents(L, index);
    int table = lua_gettop(L);
    uint32_t count = 0;
    lua_pushnil(L);
    while (lua_next(L, table)) {
        count++;
        lua_pop(L, 1);
    }
    charge(L, count);
    put_byte(L, buffer, 'K');
    put_integer(L, buffer, count);
    lua_pushnil(L);
    while (lua_next(L, table)) {
        if (lua_type(L, -2) != LUA_TSTRING && !lua_isinteger(L, -2)) {
            luaL_error(L, "a key of a table is a %s; names and whole numbers can be keys", luaL_typename(L, -2));
        }
        encode_plain(L, buffer, -2, level + 1);
        encode_plain(L, buffer, -1, level + 1);
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}

void encode_plain(lua_State *L, Buffer *buffer, int index, int level) {
    index = lua_absindex(L, index);
    switch (lua_type(L, index)) {
    case LUA_TTABLE:
        encode_exactly(L, buffer, index, level);
        break;
    case LUA_TNIL:
    case LUA_TBOOLEAN:
    case LUA_TNUMBER:
    case LUA_TSTRING:
        encode(L, buffer, index, level);
        break;
    default:
        luaL_error(L, "a %s cannot be kept; texts, numbers, true and false can, and tables of these",
                   lua_type(L, index) == LUA_TUSERDATA ? "part of an event" : luaL_typename(L, index));
    }
}

static void encode_table(lua_State *L, Buffer *buffer, int index, int level) {
    if (level >= MOST_LEVELS) luaL_error(L, "tables are nested deeper than %d levels", MOST_LEVELS);
    luaL_checkstack(L, 6, "tables are nested too deep");
    push_contents(L, index);
    int table = lua_gettop(L);
    uint32_t count;
    if (is_list(L, table, &count)) {
        charge(L, count);
        put_byte(L, buffer, 'L');
        put_integer(L, buffer, count);
        for (uint32_t i = 1; i <= count; i++) {
            lua_rawgeti(L, table, i);
            encode(L, buffer, -1, level + 1);
            lua_pop(L, 1);
        }
    } else {
        charge(L, count);
        put_byte(L, buffer, 'M');
        put_integer(L, buffer, count);
        lua_pushnil(L);
        while (lua_next(L, table)) {
            if (lua_type(L, -2) == LUA_TSTRING || lua_isinteger(L, -2)) {
                size_t length;
                lua_pushvalue(L, -2); // A copy: converting the key itself would confuse lua_next.
                const char *key = lua_tolstring(L, -1, &length);
                put_text(L, buffer, key, length);
                lua_pop(L, 1);
            } else {
                luaL_error(L, "a key of a table is a %s; names and whole numbers can be keys", luaL_typename(L, -2));
            }
            encode(L, buffer, -1, level + 1);
            lua_pop(L, 1);
        }
    }
    lua_pop(L, 1);
}

void encode(lua_State *L, Buffer *buffer, int index, int level) {
    index = lua_absindex(L, index);
    switch (lua_type(L, index)) {
    case LUA_TNIL:
        put_byte(L, buffer, 'N');
        break;
    case LUA_TBOOLEAN:
        put_byte(L, buffer, lua_toboolean(L, index) ? 'T' : 'F');
        break;
    case LUA_TNUMBER:
        if (lua_isinteger(L, index)) {
            put_byte(L, buffer, 'I');
            put_word(L, buffer, (uint64_t)lua_tointeger(L, index));
        } else {
            double number = lua_tonumber(L, index);
            uint64_t bits;
            if (!isfinite(number)) luaL_error(L, "%s is no number that can be used (a division by zero?)",
                                              isnan(number) ? "nan" : "inf");
            memcpy(&bits, &number, sizeof bits);
            put_byte(L, buffer, 'D');
            put_word(L, buffer, bits);
        }
        break;
    case LUA_TSTRING: {
        size_t length;
        const char *text = lua_tolstring(L, index, &length);
        charge(L, length / 64);
        put_byte(L, buffer, 'S');
        put_text(L, buffer, text, length);
        break;
    }
    case LUA_TTABLE:
        encode_table(L, buffer, index, level);
        break;
    case LUA_TFUNCTION: {
        lua_Debug record = {.linedefined = 0};
        lua_pushvalue(L, index);
        lua_getinfo(L, ">S", &record);
        put_byte(L, buffer, 'C');
        put_integer(L, buffer, record.linedefined > 0 ? (uint32_t)record.linedefined : 0);
        break;
    }
    case LUA_TUSERDATA:
        put_byte(L, buffer, 'O');
        put_integer(L, buffer, *(uint32_t *)lua_touserdata(L, index));
        break;
    default:
        luaL_error(L, "a %s cannot be handed to the host", luaL_typename(L, index));
    }
}

typedef struct {
    const uint8_t *next;
    const uint8_t *end;
} Cursor;

static uint64_t take(lua_State *L, Cursor *cursor, int bytes) {
    uint64_t value = 0;
    if (cursor->end - cursor->next < bytes) luaL_error(L, "the host handed over half a value");
    for (int i = 0; i < bytes; i++) value |= (uint64_t)cursor->next[i] << (8 * i);
    cursor->next += bytes;
    return value;
}

static void take_text(lua_State *L, Cursor *cursor) {
    size_t length = (size_t)take(L, cursor, 4);
    if ((size_t)(cursor->end - cursor->next) < length) luaL_error(L, "the host handed over half a text");
    lua_pushlstring(L, (const char *)cursor->next, length);
    cursor->next += length;
}

static void push_next(lua_State *L, Cursor *cursor, int level) {
    if (level >= MOST_LEVELS) luaL_error(L, "the data is nested deeper than %d levels", MOST_LEVELS);
    luaL_checkstack(L, 4, "the data is nested too deep");
    switch ((char)take(L, cursor, 1)) {
    case 'N':
        lua_pushnil(L);
        break;
    case 'F':
        lua_pushboolean(L, 0);
        break;
    case 'T':
        lua_pushboolean(L, 1);
        break;
    case 'I':
        lua_pushinteger(L, (lua_Integer)take(L, cursor, 8));
        break;
    case 'D': {
        uint64_t bits = take(L, cursor, 8);
        double number;
        memcpy(&number, &bits, sizeof number);
        lua_pushnumber(L, number);
        break;
    }
    case 'S':
        take_text(L, cursor);
        break;
    case 'L': {
        uint32_t count = (uint32_t)take(L, cursor, 4);
        charge(L, count);
        lua_newtable(L);
        for (uint32_t i = 1; i <= count; i++) {
            push_next(L, cursor, level + 1);
            lua_rawseti(L, -2, i);
        }
        break;
    }
    case 'M': {
        uint32_t count = (uint32_t)take(L, cursor, 4);
        charge(L, count);
        lua_newtable(L);
        for (uint32_t i = 0; i < count; i++) {
            take_text(L, cursor);
            push_next(L, cursor, level + 1);
            lua_rawset(L, -3);
        }
        break;
    }
    case 'K': {
        uint32_t count = (uint32_t)take(L, cursor, 4);
        charge(L, count);
        lua_newtable(L);
        for (uint32_t i = 0; i < count; i++) {
            push_next(L, cursor, level + 1);
            push_next(L, cursor, level + 1);
            if (lua_isnil(L, -2)) luaL_error(L, "the host handed over a key that is none");
            lua_rawset(L, -3);
        }
        break;
    }
    default:
        luaL_error(L, "the host handed over something unknown");
    }
}

void push_data(lua_State *L, const uint8_t *bytes, size_t length) {
    Cursor cursor = {bytes, bytes + length};
    push_next(L, &cursor, 0);
}

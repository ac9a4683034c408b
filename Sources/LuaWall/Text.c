// The functions of texts that take no patterns. Those of letters know Unicode, through the host.
#include "Wall.h"

#include <math.h>
#include <string.h>

// Charges for going over a text once.
static void charge_length(lua_State *L, size_t length) { charge(L, 1 + length / 32); }

// From where to where a text is meant, from 0; `*end` is beyond the last. Nothing when `*end` is not beyond `*start`.
static void read_range(lua_State *L, int argument, size_t length, lua_Integer last, size_t *start, size_t *end) {
    lua_Integer most = (lua_Integer)length;
    lua_Integer from = luaL_optinteger(L, argument, 1), to = luaL_optinteger(L, argument + 1, last);
    if (from < 0) from = from < -most ? 1 : most + from + 1;
    else if (from == 0) from = 1;
    if (to > most) to = most;
    else if (to < 0) to = to < -most ? 0 : most + to + 1;
    *start = (size_t)from - 1;
    *end = (size_t)to;
}

int charged_sub(lua_State *L) {
    size_t length, start, end;
    const char *text = luaL_checklstring(L, 1, &length);
    luaL_checkinteger(L, 2);
    read_range(L, 2, length, -1, &start, &end);
    if (start >= end) {
        lua_pushliteral(L, "");
        return 1;
    }
    charge_length(L, end - start);
    lua_pushlstring(L, text + start, end - start);
    return 1;
}

int charged_byte(lua_State *L) {
    size_t length, start, end;
    const char *text = luaL_checklstring(L, 1, &length);
    read_range(L, 2, length, luaL_optinteger(L, 2, 1), &start, &end);
    if (start >= end) return 0;
    if (end - start > MOST_VALUES) return luaL_error(L, "string.byte gives %d bytes at most", MOST_VALUES);
    charge(L, end - start);
    luaL_checkstack(L, (int)(end - start), NULL);
    for (size_t i = start; i < end; i++) lua_pushinteger(L, (unsigned char)text[i]);
    return (int)(end - start);
}

int charged_char(lua_State *L) {
    int count = lua_gettop(L);
    charge(L, (uint64_t)count + 1);
    luaL_Buffer buffer;
    char *bytes = luaL_buffinitsize(L, &buffer, (size_t)count);
    for (int i = 1; i <= count; i++) {
        lua_Unsigned code = (lua_Unsigned)luaL_checkinteger(L, i);
        luaL_argcheck(L, code <= 0xFF, i, "value out of range");
        bytes[i - 1] = (char)code;
    }
    luaL_pushresultsize(&buffer, (size_t)count);
    return 1;
}

int charged_reverse(lua_State *L) {
    size_t length;
    const char *text = luaL_checklstring(L, 1, &length);
    charge_length(L, length);
    luaL_Buffer buffer;
    char *bytes = luaL_buffinitsize(L, &buffer, length);
    for (size_t i = 0; i < length; i++) bytes[i] = text[length - 1 - i];
    luaL_pushresultsize(&buffer, length);
    return 1;
}

// Charged before the work: repeating nothing 10^18 times allocates nothing and would never end.
int charged_rep(lua_State *L) {
    size_t length, between_length;
    const char *text = luaL_checklstring(L, 1, &length);
    lua_Integer times = luaL_checkinteger(L, 2);
    const char *between = luaL_optlstring(L, 3, "", &between_length);
    size_t piece = length + between_length, room = machine_of(L)->setup.limits.memory_bytes;
    if (times <= 0 || piece == 0) {
        charge(L, 1);
        lua_pushliteral(L, "");
        return 1;
    }
    if ((lua_Unsigned)times > room / piece) return memory_exceeded(L);
    charge(L, 1 + (uint64_t)times / 64 + (uint64_t)times * piece / 64);
    size_t total = (size_t)times * piece - between_length;
    luaL_Buffer buffer;
    char *bytes = luaL_buffinitsize(L, &buffer, total);
    // What is there is doubled until it is enough: the charge is by bytes, and a copy for each piece costs by the piece.
    size_t made = length < total ? piece : length;
    memcpy(bytes, text, length);
    memcpy(bytes + length, between, made - length);
    for (; made > 0 && made <= total / 2; made *= 2) memcpy(bytes + made, bytes, made);
    memcpy(bytes + made, bytes, total - made);
    luaL_pushresultsize(&buffer, total);
    return 1;
}

static bool is_ascii(const char *text, size_t length) {
    size_t i = 0;
    for (; i + 8 <= length; i += 8) {
        uint64_t word;
        memcpy(&word, text + i, sizeof word);
        if (word & 0x8080808080808080u) return false;
    }
    for (; i < length; i++) {
        if ((unsigned char)text[i] >= 0x80) return false;
    }
    return true;
}

// Letters of ASCII are changed here, all others by the host.
static int change_case(lua_State *L, bool upper) {
    LuaWallMachine *machine = machine_of(L);
    size_t length;
    const char *text = luaL_checklstring(L, 1, &length);
    charge_length(L, length);
    if (is_ascii(text, length) || machine->setup.host.change_case == NULL) {
        luaL_Buffer buffer;
        char *bytes = luaL_buffinitsize(L, &buffer, length);
        char first = upper ? 'a' : 'A';
        for (size_t i = 0; i < length; i++) {
            bytes[i] = (unsigned char)(text[i] - first) < 26 ? (char)(text[i] ^ 0x20) : text[i];
        }
        luaL_pushresultsize(&buffer, length);
        return 1;
    }
    charge(L, length);
    LuaWallValue changed = {.kind = LuaWallKindNil};
    LuaWallStatus status = machine->setup.host.change_case(machine->context, upper, (const uint8_t *)text, length, &changed);
    watch_clock(L, length);
    if (status != LuaWallStatusDone) return raise_answer(L, status, &changed);
    push_value(L, &changed);
    return 1;
}

int charged_lower(lua_State *L) { return change_case(L, false); }

int charged_upper(lua_State *L) { return change_case(L, true); }

// Whether one of some words is in a text, as `match` finds them; there is nothing in a text that is missing.
int contains_word(lua_State *L) {
    LuaWallMachine *machine = machine_of(L);
    int count = lua_gettop(L);
    if (count < 2) return luaL_error(L, "contains takes a text and one or more words");
    size_t length = 0;
    const char *text = lua_isnoneornil(L, 1) ? NULL : luaL_checklstring(L, 1, &length);
    bool found = false;
    for (int i = 2; i <= count; i++) {
        size_t word_length;
        const char *word = luaL_checklstring(L, i, &word_length);
        // Reading both, and at worst holding a long word against every place.
        uint64_t work = 10 + (length + word_length) / 4 + length * (uint64_t)word_length / 512;
        charge(L, work);
        if (text == NULL || found) continue;
        found = machine->setup.host.contains != NULL &&
                machine->setup.host.contains(machine->context, (const uint8_t *)text, length, (const uint8_t *)word, word_length);
        watch_clock(L, work);
    }
    lua_pushboolean(L, found);
    return 1;
}

// Calls the stock function (upvalue 1) after a charge for all the text among the arguments.
int charged_stock(lua_State *L) {
    int count = lua_gettop(L);
    uint64_t work = 1;
    for (int i = 1; i <= count; i++) work += lua_type(L, i) == LUA_TSTRING ? lua_rawlen(L, i) / 8 + 1 : 1;
    charge(L, work);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, count, LUA_MULTRET);
    return lua_gettop(L);
}

// utf8.len and utf8.codepoint. Upvalues: the stock function, and where the range ends when nothing is said (as from the end;
// 0: where it begins).
int charged_utf8_range(lua_State *L) {
    lua_Integer length = lua_type(L, 1) == LUA_TSTRING ? (lua_Integer)lua_rawlen(L, 1) : 0;
    lua_Integer otherwise = lua_tointeger(L, lua_upvalueindex(2));
    lua_Integer from = luaL_optinteger(L, 2, 1), to = luaL_optinteger(L, 3, otherwise == 0 ? from : otherwise);
    if (from < 0) from += length + 1;
    if (to < 0) to += length + 1;
    if (from < 1) from = 1;
    if (to > length) to = length;
    charge(L, 1 + (to > from ? (uint64_t)(to - from) / 2 : 0));
    int count = lua_gettop(L);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, count, LUA_MULTRET);
    return lua_gettop(L);
}

// Upvalue: the stock utf8.offset, which goes as many characters as its second argument says.
int charged_utf8_offset(lua_State *L) {
    lua_Integer length = lua_type(L, 1) == LUA_TSTRING ? (lua_Integer)lua_rawlen(L, 1) : 0;
    lua_Integer steps = luaL_checkinteger(L, 2);
    if (steps < -length) steps = -length;
    if (steps < 0) steps = -steps;
    charge(L, 1 + (uint64_t)(steps < length ? steps : length) / 2);
    int count = lua_gettop(L);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, count, LUA_MULTRET);
    return lua_gettop(L);
}

// Upvalue: the stock tonumber, which would read a text of a megabyte.
int charged_tonumber(lua_State *L) {
    if (lua_type(L, 1) == LUA_TSTRING && lua_rawlen(L, 1) > 200) {
        charge(L, 1);
        luaL_pushfail(L);
        return 1;
    }
    return charged_stock(L);
}

// What a number takes to be printed as Lua prints it, with fourteen digits: some 100 ns of a whole number, 500 ns of any other.
static uint64_t plain_work(lua_State *L, int argument) { return lua_isinteger(L, argument) ? 10 : 50; }

// What a number takes to be printed with so many places. With a fixed point every digit before it is printed too, and all are
// those of a long division.
static uint64_t printing_work(lua_State *L, int argument, char conversion, int places) {
    if (conversion != 'f' && conversion != 'F') {
        return plain_work(L, argument) + (lua_isinteger(L, argument) ? 1 : 2) * (uint64_t)places;
    }
    double number = lua_tonumber(L, argument);
    int exponent = 0;
    if (isfinite(number)) frexp(number, &exponent);
    return 10 + 8 * ((uint64_t)places + (exponent > 0 ? (uint64_t)exponent / 3 : 0));
}

// Upvalue: the stock string.format. Shows no addresses; what %s and %q take is charged by its length, numbers by their places.
int charged_format(lua_State *L) {
    size_t length;
    const char *format = luaL_checklstring(L, 1, &length);
    int count = lua_gettop(L), argument = 1;
    uint64_t work = 1 + length / 4;
    for (size_t i = 0; i < length; i++) {
        if (format[i] != '%') continue;
        int places = 6, digits = 0;
        for (i++; i < length && format[i] != 0 && strchr("-+ #0123456789.", format[i]) != NULL; i++) {
            if (format[i] == '.') places = digits = 0;
            else if (format[i] >= '0' && format[i] <= '9') places = digits = (digits * 10 + format[i] - '0') % 1000;
        }
        if (i < length && format[i] == 'p') {
            return refuse(L, LuaWallStatusBlocked, "%%p is not available in a rule; an address differs from run to run");
        }
        if (i < length && format[i] != '%' && ++argument <= count && lua_type(L, argument) == LUA_TNUMBER) {
            work += printing_work(L, argument, format[i], places);
        }
    }
    for (int i = 2; i <= count; i++) {
        int type = lua_type(L, i);
        work += 10 + (type == LUA_TSTRING ? lua_rawlen(L, i) / 8 : 0);
        if (type == LUA_TTABLE || type == LUA_TFUNCTION || type == LUA_TUSERDATA) {
            lua_pushstring(L, luaL_typename(L, i));
            lua_replace(L, i);
        }
    }
    charge(L, work);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, count, 1);
    return 1;
}

// As the stock one, but for what it would show of memory: an address differs from run to run.
int plain_tostring(lua_State *L) {
    luaL_checkany(L, 1);
    switch (lua_type(L, 1)) {
    case LUA_TNUMBER:
        charge(L, plain_work(L, 1));
        // fallthrough
    case LUA_TNIL: case LUA_TBOOLEAN: case LUA_TSTRING:
        luaL_tolstring(L, 1, NULL);
        return 1;
    default:
        lua_pushstring(L, luaL_typename(L, 1));
        return 1;
    }
}

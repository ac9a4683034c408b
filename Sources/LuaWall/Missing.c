// What a script is told that uses a name that is not there: what to use instead, or the name that was probably meant.
#include "Wall.h"

#include <string.h>

typedef struct {
    const char *name;
    const char *instead;
} Blocked;

#define MODULES "write all that a file needs into it"
#define NO_CODE "write what is to be done as a function"
#define METATABLES "use functions and plain tables"
#define FAILURES "a rule that fails on an event is reported, and the run goes on"
#define OUTPUT "decide something, or write a test with what you expect"
#define TEXT_BYTES "use string.byte and string.char"

// Names that people expect from Lua, and what to use instead.
static const Blocked blocked[] = {
    {"os", "use now() for the time of the event"},
    {"io", "a rule reads its event and nothing else"},
    {"debug", "what a rule did is in the report of the run"},
    {"package", MODULES},
    {"require", MODULES},
    {"module", MODULES},
    {"load", NO_CODE},
    {"loadstring", NO_CODE},
    {"loadfile", MODULES},
    {"dofile", MODULES},
    {"coroutine", "use functions and loops"},
    {"setmetatable", METATABLES},
    {"getmetatable", METATABLES},
    {"setfenv", METATABLES},
    {"getfenv", METATABLES},
    {"rawset", "use t[key] = value"},
    {"rawget", "use t[key]"},
    {"rawequal", "use =="},
    {"rawlen", "use #"},
    {"unpack", "use table.unpack"},
    {"pcall", FAILURES},
    {"xpcall", FAILURES},
    {"collectgarbage", "the host sees to memory"},
    {"print", OUTPUT},
    {"warn", OUTPUT},
    {"bit32", "use the operators & | ~ << >>"},
    {"jit", "this is Lua 5.4"},
    {"ffi", "this is Lua 5.4"},
    {"_G", "every name that is not local is the host's"},
    {"string.dump", NO_CODE},
    {"string.pack", TEXT_BYTES},
    {"string.unpack", TEXT_BYTES},
    {"string.packsize", TEXT_BYTES},
    {"table.getn", "use #t"},
    {"table.maxn", "use #t"},
    {"math.randomseed", "math.random is seeded from the rule and the event"},
    {"math.pow", "use x ^ y"},
    {"math.log10", "use math.log(x, 10)"},
    {"math.mod", "use math.fmod or %"},
};

static void add_name(lua_State *L, Buffer *buffer, const char *name, size_t length, uint32_t *count) {
    put_byte(L, buffer, 'S');
    put_text(L, buffer, name, length);
    ++*count;
}

// Adds what the Lua function that asks can see: its variables and those of the functions around it.
static void add_variables(lua_State *L, Buffer *buffer, uint32_t *count) {
    lua_Debug caller;
    if (!lua_getstack(L, 1, &caller)) return;
    const char *name;
    for (int i = 1; i <= MOST_VALUES && (name = lua_getlocal(L, &caller, i)) != NULL; i++) {
        lua_pop(L, 1);
        if (*name != '(') add_name(L, buffer, name, strlen(name), count);
    }
    if (!lua_getinfo(L, "f", &caller)) return;
    for (int i = 1; i <= MOST_VALUES && (name = lua_getupvalue(L, -1, i)) != NULL; i++) {
        lua_pop(L, 1);
        if (*name != '_' && *name != 0) add_name(L, buffer, name, strlen(name), count);
    }
    lua_pop(L, 1);
}

// Pushes the name that was probably meant: one of the table at index 1, or a variable; answers whether there is one.
static bool push_suggestion(lua_State *L, bool variables) {
    LuaWallMachine *machine = machine_of(L);
    if (machine->setup.host.suggest == NULL || machine->context == NULL) return false;
    Buffer *buffer = &machine->data;
    buffer->length = 0;
    put_byte(L, buffer, 'L');
    put_integer(L, buffer, 2);
    encode(L, buffer, 2, 0);
    put_byte(L, buffer, 'L');
    size_t place = buffer->length;
    uint32_t count = 0;
    put_integer(L, buffer, count);
    lua_pushnil(L);
    while (lua_next(L, 1)) {
        lua_pop(L, 1);
        size_t length;
        if (lua_type(L, -1) != LUA_TSTRING) continue;
        const char *name = lua_tolstring(L, -1, &length);
        add_name(L, buffer, name, length, &count);
    }
    if (variables) add_variables(L, buffer, &count);
    for (int i = 0; i < 4; i++) buffer->bytes[place + (size_t)i] = (uint8_t)(count >> (8 * i));
    charge(L, 10 * (uint64_t)count);
    LuaWallValue answer = {.kind = LuaWallKindNil};
    LuaWallStatus status = machine->setup.host.suggest(machine->context, buffer->bytes, buffer->length, &answer);
    if (status != LuaWallStatusDone || answer.kind != LuaWallKindText) return false;
    push_value(L, &answer);
    return true;
}

int missing_name(lua_State *L) {
    const char *prefix = lua_tostring(L, lua_upvalueindex(1));
    if (lua_type(L, 2) != LUA_TSTRING) return 0;
    const char *full = lua_pushfstring(L, "%s%s", prefix, lua_tostring(L, 2));
    for (size_t i = 0; i < sizeof blocked / sizeof *blocked; i++) {
        if (strcmp(full, blocked[i].name) != 0) continue;
        return refuse(L, LuaWallStatusBlocked, "%s is not available in a rule; %s", full, blocked[i].instead);
    }
    if (push_suggestion(L, *prefix == 0)) {
        return refuse(L, LuaWallStatusError, "there is nothing called '%s' here; did you mean '%s%s'?", full, prefix,
                      lua_tostring(L, -1));
    }
    return refuse(L, LuaWallStatusError, "there is nothing called '%s' here: is it misspelt, or a local that is declared further down?",
                  full);
}

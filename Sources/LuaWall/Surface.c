// What a script can reach: an allow-list, copied into an environment of its own. Everything else answers with one clear
// error. The stock string, table, math and utf8 functions are given as they are, but for those below.
#include "Wall.h"

#include <string.h>

typedef struct {
    const char *name;
    const char *hint;
} Blocked;

// Names that people expect from Lua, and what to use instead.
static const Blocked blocked[] = {
    {"os", "use now()"},
    {"io", "a rule reads its event and nothing else"},
    {"debug", NULL},
    {"package", NULL},
    {"require", "write all that a file needs into it"},
    {"load", NULL},
    {"loadstring", NULL},
    {"loadfile", NULL},
    {"dofile", NULL},
    {"coroutine", NULL},
    {"setmetatable", "use functions and plain tables"},
    {"getmetatable", "use functions and plain tables"},
    {"rawset", "use t[key] = value"},
    {"rawget", "use t[key]"},
    {"rawequal", "use =="},
    {"rawlen", "use #"},
    {"pcall", "a rule that fails on an event is reported, and the run goes on"},
    {"xpcall", "a rule that fails on an event is reported, and the run goes on"},
    {"collectgarbage", NULL},
    {"print", "decide something, or write a test with what you expect"},
    {"warn", "decide something, or write a test with what you expect"},
    {"_G", "every name that is not local is the host's"},
    {"string.dump", NULL},
    {"string.pack", NULL},
    {"string.unpack", NULL},
    {"string.packsize", NULL},
    {"math.random", "the same events must give the same decisions"},
    {"math.randomseed", "the same events must give the same decisions"},
};

// Answers for a name that a table of the environment does not have. Upvalue: what stands before the name.
static int missing_name(lua_State *L) {
    const char *prefix = lua_tostring(L, lua_upvalueindex(1));
    if (lua_type(L, 2) != LUA_TSTRING) return 0;
    const char *full = lua_pushfstring(L, "%s%s", prefix, lua_tostring(L, 2));
    for (size_t i = 0; i < sizeof blocked / sizeof *blocked; i++) {
        if (strcmp(full, blocked[i].name) != 0) continue;
        if (blocked[i].hint == NULL) return refuse(L, LuaWallStatusBlocked, "%s is not available in a rule", full);
        return refuse(L, LuaWallStatusBlocked, "%s is not available in a rule; %s", full, blocked[i].hint);
    }
    return refuse(L, LuaWallStatusError, "there is nothing called '%s' here: is it misspelt, or a local that is declared further down?",
                  full);
}

static int refuse_global(lua_State *L) {
    return refuse(L, LuaWallStatusFrozen, "'%s' is not declared: write \"local %s\" (a rule writes nothing that outlives its call)",
                  lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "?",
                  lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "x");
}

// As the stock one, but for what it would show of memory: an address differs from run to run.
static int plain_tostring(lua_State *L) {
    luaL_checkany(L, 1);
    switch (lua_type(L, 1)) {
    case LUA_TNIL: case LUA_TBOOLEAN: case LUA_TNUMBER: case LUA_TSTRING:
        luaL_tolstring(L, 1, NULL);
        return 1;
    default:
        lua_pushstring(L, luaL_typename(L, 1));
        return 1;
    }
}

// Upvalue: the stock string.format.
static int plain_format(lua_State *L) {
    size_t length;
    const char *format = luaL_checklstring(L, 1, &length);
    charge(L, length / 16);
    for (size_t i = 0; i < length; i++) {
        if (format[i] != '%') continue;
        i++;
        while (i < length && strchr("-+ #0123456789.", format[i]) != NULL && format[i] != 0) i++;
        if (i < length && format[i] == 'p') return refuse(L, LuaWallStatusBlocked, "%%p is not available in a rule");
    }
    int count = lua_gettop(L);
    for (int i = 2; i <= count; i++) {
        int type = lua_type(L, i);
        if (type == LUA_TTABLE || type == LUA_TFUNCTION || type == LUA_TUSERDATA) {
            lua_pushstring(L, luaL_typename(L, i));
            lua_replace(L, i);
        }
    }
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, count, 1);
    return 1;
}

// Charged before the work: repeating nothing 10^18 times allocates nothing and would never end. Upvalue: the stock one.
static int charged_rep(lua_State *L) {
    lua_Integer times = luaL_checkinteger(L, 2);
    if (times > 0) charge(L, (uint64_t)times / 64);
    int count = lua_gettop(L);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, count, 1);
    return 1;
}

// Upvalue: the stock table.move.
static int charged_move(lua_State *L) {
    lua_Integer first = luaL_checkinteger(L, 2), last = luaL_checkinteger(L, 3);
    if (last >= first) charge(L, (uint64_t)last - (uint64_t)first);
    int count = lua_gettop(L);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, count, 1);
    return 1;
}

// Wraps the stock function at a name of the table on top.
static void wrap(lua_State *L, const char *name, lua_CFunction wrapper) {
    lua_getfield(L, -1, name);
    lua_pushcclosure(L, wrapper, 1);
    lua_setfield(L, -2, name);
}

static void remove_name(lua_State *L, const char *name) {
    lua_pushnil(L);
    lua_setfield(L, -2, name);
}

static const struct {
    const char *name;
    lua_CFunction open;
} libraries[] = {
    {LUA_STRLIBNAME, luaopen_string}, {LUA_TABLIBNAME, luaopen_table}, {LUA_MATHLIBNAME, luaopen_math}, {LUA_UTF8LIBNAME, luaopen_utf8},
};

// Marks every function of the table on top as the host's own.
static void mark_known(lua_State *L) {
    LuaWallMachine *machine = machine_of(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, machine->known_ref);
    lua_pushnil(L);
    while (lua_next(L, -3)) {
        if (lua_isfunction(L, -1)) {
            lua_pushvalue(L, -1);
            lua_pushboolean(L, 1);
            lua_rawset(L, -5);
        }
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}

static void push_missing(lua_State *L, const char *prefix) {
    lua_pushstring(L, prefix);
    lua_pushcclosure(L, missing_name, 1);
}

static void add_library(lua_State *L, int environment, size_t which) {
    const char *name = libraries[which].name;
    lua_pushcfunction(L, libraries[which].open);
    lua_call(L, 0, 1);
    if (libraries[which].open == luaopen_string) {
        remove_name(L, "dump");
        remove_name(L, "pack");
        remove_name(L, "unpack");
        remove_name(L, "packsize");
        wrap(L, "format", plain_format);
        wrap(L, "rep", charged_rep);
        // Texts find their methods in the frozen table, and the metatable can be neither seen nor changed.
        lua_pushliteral(L, "");
        lua_getmetatable(L, -1);
        lua_pushvalue(L, -3);
        lua_setfield(L, -2, "__index");
        lua_pushboolean(L, 0);
        lua_setfield(L, -2, "__metatable");
        lua_pop(L, 2);
    } else if (libraries[which].open == luaopen_table) {
        wrap(L, "move", charged_move);
    } else if (libraries[which].open == luaopen_math) {
        // The rest are leftovers of older Luas, which some builds have and others have not.
        static const char *const removed[] = {"random", "randomseed", "atan2", "cosh", "sinh", "tanh", "pow", "frexp", "ldexp", "log10"};
        for (size_t i = 0; i < sizeof removed / sizeof *removed; i++) remove_name(L, removed[i]);
    }
    mark_known(L);
    lua_pushfstring(L, "%s.", name);
    push_missing(L, lua_tostring(L, -1));
    lua_remove(L, -2);
    freeze_table(L, -2, true);
    lua_pop(L, 1); // the function for missing names
    lua_setfield(L, environment, name);
}

static void add_words(lua_State *L) {
    LuaWallMachine *machine = machine_of(L);
    for (size_t i = 0; i < machine->setup.word_count; i++) {
        const LuaWallWord *word = &machine->setup.words[i];
        if (word->kind == LuaWallWordKindDecision) {
            push_decider(L, word);
            lua_setfield(L, -2, word->name);
            continue;
        }
        bool function = word->kind == LuaWallWordKindFunction;
        lua_pushinteger(L, function ? (lua_Integer)word->function : (lua_Integer)i);
        lua_pushcclosure(L,
                         function                                    ? host_function
                         : word->kind == LuaWallWordKindConstructor ? make_constructor
                                                                     : declare_block,
                         1);
        lua_setfield(L, -2, word->name);
    }
}

void push_environment(lua_State *L) {
    static const char *const kept[] = {"assert", "error", "ipairs", "select", "tonumber", "type"};
    lua_newtable(L);
    int environment = lua_gettop(L);

    lua_pushcfunction(L, luaopen_base); // Fills the table of globals, from which a few are taken.
    lua_call(L, 0, 1);
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        lua_getfield(L, -1, kept[i]);
        lua_setfield(L, environment, kept[i]);
    }
    lua_pushnil(L);
    while (lua_next(L, -2)) {
        lua_pop(L, 1);
        lua_pushvalue(L, -1);
        lua_pushnil(L);
        lua_rawset(L, -4);
    }
    lua_pop(L, 1);

    for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++) add_library(L, environment, i);
    lua_pushcfunction(L, ordered_pairs);
    lua_setfield(L, environment, "pairs");
    lua_pushcfunction(L, ordered_next);
    lua_setfield(L, environment, "next");
    lua_pushcfunction(L, plain_tostring);
    lua_setfield(L, environment, "tostring");
    lua_pushliteral(L, "Lua 5.4");
    lua_setfield(L, environment, "_VERSION");
    add_words(L);
    mark_known(L);

    push_missing(L, "");
    freeze_table(L, environment, true);
    lua_pop(L, 1);
    lua_getmetatable(L, environment);
    lua_pushcfunction(L, refuse_global);
    lua_setfield(L, -2, "__newindex");
    lua_pop(L, 1);
}

static void list_table(lua_State *L, const char *prefix, int level) {
    LuaWallMachine *machine = machine_of(L);
    luaL_checkstack(L, 8, NULL);
    push_contents(L, -1);
    lua_pushnil(L);
    while (lua_next(L, -2)) {
        const char *name = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "?";
        const char *line = lua_pushfstring(L, "%s%s %s\n", prefix, name, luaL_typename(L, -1));
        if (!buffer_append(&machine->data, line, strlen(line))) luaL_error(L, "not enough memory");
        lua_pop(L, 1);
        if (lua_istable(L, -1) && level < 4) {
            const char *inner = lua_pushfstring(L, "%s%s.", prefix, name);
            lua_pushvalue(L, -2);
            list_table(L, inner, level + 1);
            lua_pop(L, 2);
        }
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}

void list_surface(lua_State *L) {
    LuaWallMachine *machine = machine_of(L);
    machine->data.length = 0;
    lua_rawgeti(L, LUA_REGISTRYINDEX, machine->environment_ref);
    list_table(L, "", 0);
    lua_pop(L, 1);
    // The methods of texts, and what the table of globals still holds.
    lua_pushliteral(L, "");
    lua_getfield(L, -1, "upper");
    const char *line = lua_isfunction(L, -1) ? "text:upper function\n" : "text:upper missing\n";
    if (!buffer_append(&machine->data, line, strlen(line))) luaL_error(L, "not enough memory");
    lua_pushglobaltable(L);
    list_table(L, "globals.", 3);
    lua_settop(L, 0);
}

// What a script can reach: an allow-list, copied into an environment of its own. Everything else answers with one clear
// error. What is stock Lua's own is harmless, or is called after a charge.
#include "Wall.h"

#include <string.h>

static int refuse_global(lua_State *L) {
    return refuse(L, LuaWallStatusFrozen, "'%s' is not declared: write \"local %s\" (a rule writes nothing that outlives its call)",
                  lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "?",
                  lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "x");
}

// Wraps the stock function at a name of the table on top.
static void wrap(lua_State *L, const char *name, lua_CFunction wrapper) {
    lua_getfield(L, -1, name);
    lua_pushcclosure(L, wrapper, 1);
    lua_setfield(L, -2, name);
}

// As `wrap`, with the end of the range that the function takes by itself.
static void wrap_range(lua_State *L, const char *name, lua_Integer end) {
    lua_getfield(L, -1, name);
    lua_pushinteger(L, end);
    lua_pushcclosure(L, charged_utf8_range, 2);
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

static const luaL_Reg texts[] = {
    {"byte", charged_byte},   {"char", charged_char},   {"contains", contains_word}, {"find", charged_find},
    {"gmatch", charged_gmatch}, {"gsub", charged_gsub}, {"lower", charged_lower},    {"match", charged_match},
    {"rep", charged_rep},     {"reverse", charged_reverse}, {"sub", charged_sub},    {"upper", charged_upper},
    {NULL, NULL},
};

static const luaL_Reg tables[] = {
    {"concat", charged_concat}, {"insert", charged_insert}, {"move", charged_move}, {"pack", charged_pack},
    {"remove", charged_remove}, {"sort", charged_sort},     {"unpack", charged_unpack}, {NULL, NULL},
};

// Texts find their methods in the frozen table, their metatable can be neither seen nor changed, and calculating with a text
// is charged by its length.
static void seal_texts(lua_State *L) {
    static const char *const operators[] = {"__add", "__sub", "__mul", "__mod", "__pow", "__div", "__idiv", "__unm"};
    lua_pushliteral(L, "");
    lua_getmetatable(L, -1);
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) wrap(L, operators[i], charged_stock);
    lua_pushvalue(L, -3);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pop(L, 2);
}

// Makes the stock library on top of the stack one that scripts may have.
static void tame(lua_State *L, lua_CFunction library) {
    if (library == luaopen_string) {
        static const char *const removed[] = {"dump", "pack", "unpack", "packsize"};
        for (size_t i = 0; i < sizeof removed / sizeof *removed; i++) remove_name(L, removed[i]);
        wrap(L, "format", charged_format);
        luaL_setfuncs(L, texts, 0);
        seal_texts(L);
    } else if (library == luaopen_table) {
        luaL_setfuncs(L, tables, 0);
    } else if (library == luaopen_math) {
        // The rest are leftovers of older Luas, which some builds have and others have not.
        static const char *const removed[] = {"randomseed", "atan2", "cosh", "sinh", "tanh", "pow", "frexp", "ldexp", "log10"};
        for (size_t i = 0; i < sizeof removed / sizeof *removed; i++) remove_name(L, removed[i]);
        lua_pushcfunction(L, seeded_random);
        lua_setfield(L, -2, "random");
    } else {
        wrap(L, "char", charged_stock);
        wrap_range(L, "len", -1);
        wrap_range(L, "codepoint", 0);
        wrap(L, "offset", charged_utf8_offset);
    }
}

static void add_library(lua_State *L, int environment, size_t which) {
    const char *name = libraries[which].name;
    lua_pushcfunction(L, libraries[which].open);
    lua_call(L, 0, 1);
    tame(L, libraries[which].open);
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
    static const char *const kept[] = {"assert", "error", "ipairs", "select", "type"};
    lua_newtable(L);
    int environment = lua_gettop(L);

    lua_pushcfunction(L, luaopen_base); // Fills the table of globals, from which a few are taken.
    lua_call(L, 0, 1);
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        lua_getfield(L, -1, kept[i]);
        lua_setfield(L, environment, kept[i]);
    }
    lua_getfield(L, -1, "tonumber");
    lua_pushcclosure(L, charged_tonumber, 1);
    lua_setfield(L, environment, "tonumber");
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
    lua_pushcfunction(L, contains_word);
    lua_setfield(L, environment, "contains");
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

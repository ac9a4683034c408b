// What the host finds out about the linked Lua before it trusts it: some of its mistakes could not be seen later.
#include "Wall.h"

#include <stdio.h>
#include <string.h>

// A plain Lua 5.4.4 takes a constant _ENV for a register (CVE-2022-28805). Compiled only, never run: the repaired
// compiler loads the constant first.
static void check_compiler(lua_State *L) {
    LuaWallMachine *machine = machine_of(L);
    static const char source[] = "local _ENV <const> = 'x'; return y";
    enum { OP_LOADK = 3 };
    if (lua_version(L) != 504) luaL_error(L, "it is not Lua 5.4");
    if (luaL_loadbufferx(L, source, sizeof source - 1, "=rule", "t") != LUA_OK) lua_error(L);
    machine->code.length = 0;
    if (lua_dump(L, keep_code, &machine->code, 0) != 0) luaL_error(L, "its code cannot be examined");
    int loads = count_instructions(machine->code.bytes, machine->code.length, OP_LOADK);
    if (loads < 0) luaL_error(L, "its code has an unknown form");
    if (loads == 0) luaL_error(L, "it lacks the fix of CVE-2022-28805; Debian's liblua5.4-0 5.4.4-3 has it, Lua 5.4.6 too");
}

// Compiles a source, which is on top of the stack then, and keeps its code.
static void compile(lua_State *L, const char *source) {
    LuaWallMachine *machine = machine_of(L);
    if (luaL_loadbufferx(L, source, strlen(source), "=rule", "t") != LUA_OK) lua_error(L);
    machine->code.length = 0;
    if (lua_dump(L, keep_code, &machine->code, 0) != 0) luaL_error(L, "its code cannot be examined");
}

// Whether the host can tell a function that ends soon from one that may not: it goes by numbers of instructions.
static void check_loops(lua_State *L) {
    static const struct {
        const char *source;
        bool ends;
    } functions[] = {
        {"local a, b = ... if a == 1 and b then return f { x = a .. 'y' } end return #b > 2 or a < b", true},
        {"while f() do end", false},
        {"repeat until f()", false},
        {"for i = 1, f() do g(i) end", false},
        {"for k in f() do g(k) end", false},
        {"::again:: f() goto again", false},
        {"f(function() end)", false},
    };
    LuaWallMachine *machine = machine_of(L);
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        const char *source = functions[i].source;
        compile(L, source);
        if (ends_within(machine->code.bytes, machine->code.length, STEP_QUANTUM) != functions[i].ends) {
            luaL_error(L, "its code has an unknown form: %s", source);
        }
        lua_pop(L, 1);
    }
}

// Whether the host can tell by which names a function reads fields: it goes by numbers of instructions here too.
static void check_names(lua_State *L) {
    static const struct {
        const char *source;
        int names;
    } functions[] = {
        {"local e = ... local a = e.answers return a.nps == a.ces and a.nps or e['answers'].csat:reach()", 5},
        {"local e, i = ... return e[i]", -1},
        {"local e = ... return e[1]", -1},
        {"local e = ... return e.a.b.c.d.e.f.g.h.i", -1},
        {"return f { x = 'answers' }", 0},
    };
    LuaWallMachine *machine = machine_of(L);
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        const char *source = functions[i].source;
        compile(L, source);
        Constant names[MOST_ASKED];
        if (find_names(machine->code.bytes, machine->code.length, names, MOST_ASKED) != functions[i].names) {
            luaL_error(L, "its code has an unknown form: %s", source);
        }
        lua_pop(L, 1);
    }
}

// Small programs and what they must say. What the sandbox and the same decisions everywhere rest on.
static const struct {
    const char *source;
    const char *expected;
} programs[] = {
    {"return 1 | (2 or 3)", "3"},
    {"return 7 // 2 .. ' ' .. -7 // 2 .. ' ' .. -7 % 3 .. ' ' .. 7.5 % 2", "3 -4 2 1.5"},
    {"return 1 / 3 .. ' ' .. 1e15 .. ' ' .. 2^53", "0.33333333333333 1e+15 9.007199254741e+15"},
    {"return math.maxinteger + 1 == math.mininteger and 'wraps'", "wraps"},
    {"return ('%.3f|%5d|%s'):format(0.5, 42, 'x')", "0.500|   42|x"},
    {"local s = '' for k in pairs({ b = 1, a = 2, [2] = 3, [1] = 4 }) do s = s .. k end return s", "12ab"},
    {"return tostring('a' < 'b') .. tostring('Z' < 'a')", "truetrue"},
};

static int run_program(lua_State *L) {
    const char *source = lua_touserdata(L, 1);
    if (luaL_loadbufferx(L, source, strlen(source), "=rule", "t") != LUA_OK) return lua_error(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, machine_of(L)->environment_ref);
    lua_setupvalue(L, -2, 1);
    lua_call(L, 0, 1);
    size_t length;
    const char *text = luaL_tolstring(L, -1, &length);
    put_text(L, &machine_of(L)->data, text, length);
    return 0;
}

static int check_programs(lua_State *L) {
    LuaWallMachine *machine = machine_of(L);
    check_compiler(L);
    check_loops(L);
    check_names(L);
    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++) {
        machine->data.length = 0;
        lua_pushcfunction(L, run_program);
        lua_pushlightuserdata(L, (void *)programs[i].source);
        lua_call(L, 1, 0);
        size_t length = strlen(programs[i].expected);
        if (machine->data.length != length + 4 || memcmp(machine->data.bytes + 4, programs[i].expected, length) != 0) {
            luaL_error(L, "it does not calculate as Lua 5.4 does: %s", programs[i].source);
        }
    }
    return 0;
}

// What a script can never do: swallow a kill with the stock pcall, again and again.
static int swallow_kills(lua_State *L) {
    static const char source[] = "local pcall = ... while true do pcall(function() while true do end end) end";
    if (luaL_loadbufferx(L, source, sizeof source - 1, "=rule", "t") != LUA_OK) return lua_error(L);
    luaL_requiref(L, LUA_GNAME, luaopen_base, 0);
    lua_getfield(L, -1, "pcall");
    lua_remove(L, -2);
    lua_call(L, 1, 0);
    return 0;
}

static int eat_memory(lua_State *L) {
    static const char source[] = "local t = {} for i = 1, 1 << 40 do t[i] = { i, i, i, i, i, i, i, i, i, i, i, i, i, i, i, i } end";
    if (luaL_loadbufferx(L, source, sizeof source - 1, "=rule", "t") != LUA_OK) return lua_error(L);
    lua_call(L, 0, 0);
    return 0;
}

static LuaWallStatus check_budget(LuaWallMachine *machine, lua_CFunction body, uint64_t steps, LuaWallStatus expected,
                                  LuaWallError *error) {
    LuaWallBudget budget = {.steps = steps, .allocated_bytes = 16 << 20};
    LuaWallStatus status = enter(machine, body, NULL, &budget, NULL, error);
    if (status == expected) return LuaWallStatusDone;
    if (status == LuaWallStatusDone) status = LuaWallStatusError;
    if (expected != LuaWallStatusDone) {
        snprintf(error->message, sizeof error->message, "a script that should have been stopped was not");
    }
    error->status = status;
    return status;
}

LuaWallStatus lua_wall_check(LuaWallError *error) {
    static const struct {
        lua_CFunction body;
        uint64_t steps;
        LuaWallStatus expected;
    } checks[] = {
        {swallow_kills, 10000, LuaWallStatusSteps},
        {eat_memory, 10000000, LuaWallStatusMemory},
        // Last: a machine that was stopped is as good as new.
        {check_programs, 100000, LuaWallStatusDone},
    };
    static const LuaWallBudget load = {.steps = 100000, .allocated_bytes = 16 << 20};
    // Little memory: this runs before the first file of every run.
    LuaWallSetup setup = {
        .limits = {.memory_bytes = 1 << 18, .load = load, .call = load, .milliseconds = 10000}, .unwritable = ""};
    LuaWallMachine *machine = lua_wall_create(&setup, error);
    if (machine == NULL) return error->status;
    LuaWallStatus status = LuaWallStatusDone;
    for (size_t i = 0; i < sizeof checks / sizeof *checks && status == LuaWallStatusDone; i++) {
        status = check_budget(machine, checks[i].body, checks[i].steps, checks[i].expected, error);
    }
    lua_wall_destroy(machine);
    return status;
}

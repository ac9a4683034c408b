// The blocks of a file of the workspace: recorded while it is evaluated, their functions called afterwards.
#include "Rows.h"
#include "Wall.h"

#include <stdio.h>
#include <string.h>

enum { MOST_BLOCKS = 10000 };

static const LuaWallWord *word_of(lua_State *L) {
    return &machine_of(L)->setup.words[lua_tointeger(L, lua_upvalueindex(1))];
}

// Keeps the block: its table is at `table`, its name at `name` (0 for none).
static void record(lua_State *L, int name, int table, int line) {
    LuaWallMachine *machine = machine_of(L);
    if (machine->block_count >= MOST_BLOCKS) refuse(L, LuaWallStatusError, "a file may have %d blocks at most", MOST_BLOCKS);
    uint32_t place = machine->block_count++;
    if (machine->records_blocks) {
        put_integer(L, &machine->blocks, (uint32_t)line);
        put_integer(L, &machine->blocks, (uint32_t)lua_tointeger(L, lua_upvalueindex(1)));
        if (name == 0) put_byte(L, &machine->blocks, 'N');
        else encode(L, &machine->blocks, name, 0);
        encode(L, &machine->blocks, table, 0);
    }
    lua_rawgeti(L, LUA_REGISTRYINDEX, machine->blocks_ref);
    lua_pushvalue(L, table);
    lua_rawseti(L, -2, (lua_Integer)place + 1);
    lua_pop(L, 1);
}

static int current_line(lua_State *L) {
    lua_Debug record;
    if (lua_getstack(L, 1, &record) && lua_getinfo(L, "l", &record) && record.currentline > 0) return record.currentline;
    return 0;
}

// The second half of `word "name" { ... }`.
static int declare_named(lua_State *L) {
    LuaWallMachine *machine = machine_of(L);
    const LuaWallWord *word = word_of(L);
    const char *name = lua_tostring(L, lua_upvalueindex(2));
    if (!machine->loading) return refuse(L, LuaWallStatusError, "%s stands at file level only", word->name);
    if (!lua_istable(L, 1) || lua_gettop(L) != 1) {
        return refuse(L, LuaWallStatusError, "%s \"%s\" takes a table: %s \"%s\" { ... }", word->name, name, word->name, name);
    }
    machine->pending_line = 0;
    lua_pushvalue(L, lua_upvalueindex(2));
    record(L, 2, 1, (int)lua_tointeger(L, lua_upvalueindex(3)));
    return 0;
}

// `word "name"` without its table: known only when the next block, or the end of the file, has come.
int refuse_pending(lua_State *L) {
    LuaWallMachine *machine = machine_of(L);
    machine->error_line = machine->pending_line;
    lua_pushfstring(L, "%s has no table: write { ... } after the name", machine->pending);
    return lua_error(L);
}

// Freezes the table on top of the stack and the tables in it.
static void freeze_answer(lua_State *L) {
    luaL_checkstack(L, 8, NULL);
    lua_pushnil(L);
    while (lua_next(L, -2)) {
        if (lua_istable(L, -1)) freeze_answer(L);
        lua_pop(L, 1);
    }
    freeze_table(L, -1, false);
}

// A word that declares while a file is read, and asks while it runs: `metric("ces", { ... })`. The line of the call goes along
// as the last argument: what stands there was read before.
static int ask(lua_State *L, uint32_t function) {
    lua_pushinteger(L, current_line(L));
    int results = call_function(L, function);
    if (lua_istable(L, -1)) freeze_answer(L);
    return results;
}

int declare_block(lua_State *L) {
    LuaWallMachine *machine = machine_of(L);
    const LuaWallWord *word = word_of(L);
    if (!machine->loading && word->function != 0) return ask(L, word->function);
    if (!machine->loading) return refuse(L, LuaWallStatusError, "%s stands at file level only", word->name);
    if (machine->pending_line != 0) return refuse_pending(L);
    bool named = word->kind != LuaWallWordKindBlock, plain = word->kind != LuaWallWordKindNamedBlock;
    if (lua_gettop(L) == 1 && plain && lua_istable(L, 1)) {
        record(L, 0, 1, current_line(L));
        return 0;
    }
    if (lua_gettop(L) == 1 && named && lua_type(L, 1) == LUA_TSTRING) {
        machine->pending_line = current_line(L);
        snprintf(machine->pending, sizeof machine->pending, "%s \"%s\"", word->name, lua_tostring(L, 1));
        lua_pushvalue(L, lua_upvalueindex(1));
        lua_pushvalue(L, 1);
        lua_pushinteger(L, machine->pending_line);
        lua_pushcclosure(L, declare_named, 3);
        return 1;
    }
    return refuse(L, LuaWallStatusError,
                  named && plain ? "write %s { ... } or %s \"name\" { ... }"
                  : named        ? "write %s \"name\" { ... }"
                                 : "write %s { ... }",
                  word->name, word->name);
}

// `word(...)` gives { ["$call"] = "word", arguments = { ... } }.
int make_constructor(lua_State *L) {
    const LuaWallWord *word = word_of(L);
    // `count` declares what a metric keeps while a file is read, and asks a rule's memory while it runs.
    if (word->function != 0 && !machine_of(L)->loading) return call_function(L, word->function);
    int count = lua_gettop(L);
    lua_createtable(L, 0, 2);
    int made = lua_gettop(L);
    lua_pushstring(L, word->name);
    lua_setfield(L, made, "$call");
    lua_createtable(L, count, 0);
    for (int i = 1; i <= count; i++) {
        if (lua_isnil(L, i)) return refuse(L, LuaWallStatusError, "%s: its %d. argument is nil", word->name, i);
        lua_pushvalue(L, i);
        lua_rawseti(L, -2, i);
    }
    lua_setfield(L, made, "arguments");
    lua_settop(L, made);
    return 1;
}

LuaWallBytes lua_wall_blocks(const LuaWallMachine *machine) {
    return (LuaWallBytes){machine->blocks.bytes, machine->blocks.length};
}

LuaWallBytes lua_wall_results(const LuaWallMachine *machine) {
    return (LuaWallBytes){machine->data.bytes, machine->data.length};
}

typedef struct {
    uint32_t block;
    const char *key;
    const uint32_t *objects;
    size_t count;
    bool found;
    Call call;
} Search;

// Whether the function on top of the stack ends before the first look at the budgets would come. It has so few instructions
// and no loop, and whatever it calls is a function of the host, which charges for its work: its variables from outside are
// the environment, which nobody else's functions are in, and values that hold none.
static bool is_short(lua_State *L) {
    LuaWallMachine *machine = machine_of(L);
    machine->code.length = 0;
    if (lua_dump(L, keep_code, &machine->code, 0) != 0) return false;
    if (!ends_within(machine->code.bytes, machine->code.length, STEP_QUANTUM - 1)) return false;
    bool calls_host_only = true;
    lua_rawgeti(L, LUA_REGISTRYINDEX, machine->environment_ref);
    for (int i = 1; lua_getupvalue(L, -2, i) != NULL; i++) {
        int type = lua_type(L, -1);
        bool holds_none = type == LUA_TNIL || type == LUA_TBOOLEAN || type == LUA_TNUMBER || type == LUA_TSTRING;
        if (!holds_none && !lua_iscfunction(L, -1) && !lua_rawequal(L, -1, -2)) calls_host_only = false;
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    return calls_host_only;
}

// Puts the function and its arguments into the table of functions, where the stack takes them from.
static int find_function(lua_State *L) {
    LuaWallMachine *machine = machine_of(L);
    Search *search = lua_touserdata(L, 1);
    lua_rawgeti(L, LUA_REGISTRYINDEX, machine->functions_ref);
    lua_rawgeti(L, LUA_REGISTRYINDEX, machine->blocks_ref);
    if (lua_rawgeti(L, -1, (lua_Integer)search->block + 1) != LUA_TTABLE) return 0;
    push_contents(L, -1);
    lua_pushstring(L, search->key);
    if (lua_rawget(L, -2) != LUA_TFUNCTION) return 0;
    search->call.is_short = is_short(L);
    lua_pushvalue(L, -1);
    lua_rawseti(L, 2, 1);
    for (size_t i = 0; i < search->count; i++) {
        push_object(L, search->objects[i]);
        lua_rawseti(L, 2, (lua_Integer)i + 2);
    }
    // Object 0 of a machine that sees events is the event.
    if (search->call.is_short && search->count == 1 && search->objects[0] == 0 && push_lacking_event(L, 2, &search->call)) {
        search->call.has_lacking = true;
        lua_rawseti(L, 2, 3);
    }
    search->found = true;
    return 0;
}

uint32_t lua_wall_room(const LuaWallMachine *machine) { return (uint32_t)(MOST_CALLS - machine->call_count); }

int32_t lua_wall_find(LuaWallMachine *machine, uint32_t block, const char *key, const uint32_t *objects, size_t count) {
    lua_State *L = machine->L;
    Search search = {.block = block, .key = key, .objects = objects, .count = count};
    if (machine->call_count == MOST_CALLS) return -1;
    LuaWallStatus status = enter(machine, find_function, &search, &machine->setup.limits.call, NULL, &machine->error);
    // Neither this nor the plain reads below can raise.
    int values = 1 + (int)count + (search.call.has_lacking ? 1 : 0);
    if (status != LuaWallStatusDone || !search.found || !lua_checkstack(L, values + LUA_MINSTACK)) return -1;
    int table = lua_gettop(L) + 1;
    lua_rawgeti(L, LUA_REGISTRYINDEX, machine->functions_ref);
    for (int i = 1; i <= values; i++) lua_rawgeti(L, table, i);
    lua_remove(L, table);
    machine->base = lua_gettop(L);
    search.call.first = table;
    search.call.arguments = (int)count;
    machine->calls[machine->call_count] = search.call;
    return machine->call_count++;
}

// Calls the function at the bottom with the arguments after it, and keeps what it returns.
static int keep_results(lua_State *L) {
    LuaWallMachine *machine = machine_of(L);
    machine->data.length = 0;
    lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
    int count = lua_gettop(L);
    luaL_checkstack(L, 8, NULL);
    machine->data.length = 0;
    put_byte(L, &machine->data, 'L');
    put_integer(L, &machine->data, (uint32_t)count);
    for (int i = 1; i <= count; i++) encode(L, &machine->data, i, 0);
    return 0;
}

typedef struct {
    const LuaWallBytes *data;
    size_t count;
    bool returns;
} DataCall;

// Calls the function at the bottom with the arguments after it and the data of the call, whose record is on top.
static int call_with_data(lua_State *L) {
    LuaWallMachine *machine = machine_of(L);
    const DataCall *call = lua_touserdata(L, -1);
    lua_pop(L, 1);
    int first = lua_gettop(L) + 1;
    luaL_checkstack(L, (int)call->count + 8, NULL);
    for (size_t i = 0; i < call->count; i++) push_data(L, call->data[i].bytes, call->data[i].length);
    // What is to be handed back stays below the function.
    if (call->count > 0) lua_pushvalue(L, first);
    else lua_pushnil(L);
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 2, call->returns ? 1 : 0);
    machine->data.length = 0;
    encode_plain(L, &machine->data, call->returns ? -1 : 1, 0);
    return 0;
}

LuaWallStatus lua_wall_call_with_data(LuaWallMachine *machine, int32_t function, const LuaWallEvent *event,
                                      const LuaWallBytes *data, size_t count, bool returns, void *context) {
    lua_State *L = machine->L;
    const Call *call = &machine->calls[function];
    DataCall record = {data, count, returns};
    begin(machine, &machine->setup.limits.call, context, false);
    machine->event = event;
    // None of these pushes allocates or raises.
    lua_pushcfunction(L, call_with_data);
    for (int i = 0; i <= call->arguments; i++) lua_pushvalue(L, call->first + i);
    lua_pushlightuserdata(L, &record);
    return finish(machine, lua_pcall(L, call->arguments + 2, 0, 1), &machine->error);
}

LuaWallStatus lua_wall_call(LuaWallMachine *machine, int32_t function, const LuaWallEvent *event, void *context) {
    lua_State *L = machine->L;
    const Call *call = &machine->calls[function];
    begin(machine, &machine->setup.limits.call, context, call->is_short);
    machine->event = event;
    // Copies of what lies on the stack: these pushes neither allocate nor raise.
    lua_pushcfunction(L, keep_results);
    for (int i = 0; i <= call->arguments; i++) lua_pushvalue(L, call->first + i);
    return finish(machine, lua_pcall(L, call->arguments + 1, 0, 1), &machine->error);
}

typedef struct {
    LuaWallEvents *events;
    Call *call;
    /// The event at hand.
    LuaWallEvent event;
} EachCall;

// Calls the function at the bottom with the arguments after it for each event, whose record is on top. One protected call for
// all of them: to enter one takes as long as a short rule.
static int call_each(lua_State *L) {
    LuaWallMachine *machine = machine_of(L);
    EachCall *each = lua_touserdata(L, -1);
    lua_pop(L, 1);
    LuaWallEvents *events = each->events;
    const LuaWallBudget *budget = &machine->setup.limits.call;
    Call *call = each->call;
    int arguments = call->arguments;
    bool has_lacking = call->has_lacking;
    if (has_lacking && !call->asked_resolved) resolve_asked(machine, call);
    bool counts = needs_count(machine, call->is_short);
    for (; events->place < events->count; events->place++) {
        int32_t row = events->rows[events->place];
        *events->row = row;
        each->event.row = events->first.row + (size_t)row * events->row_size;
        renew(machine, budget);
        if (counts) count_instructions_from_here(machine);
        lua_pushvalue(L, 1);
        if (has_lacking && lacks_answers(machine->setup.layout, &each->event, call->asked_symbols)) lua_pushvalue(L, 3);
        else for (int i = 2; i <= arguments + 1; i++) lua_pushvalue(L, i);
        lua_call(L, arguments, 0);
        if (machine->acted || machine->latch != LuaWallStatusDone) return 0;
    }
    return 0;
}

LuaWallStatus lua_wall_call_each(LuaWallMachine *machine, int32_t function, LuaWallEvents *events, void *context) {
    lua_State *L = machine->L;
    Call *call = &machine->calls[function];
    EachCall each = {events, call, events->first};
    begin(machine, &machine->setup.limits.call, context, call->is_short);
    machine->event = &each.event;
    // None of these pushes allocates or raises.
    lua_pushcfunction(L, call_each);
    int values = call->arguments + (call->has_lacking ? 1 : 0);
    for (int i = 0; i <= values; i++) lua_pushvalue(L, call->first + i);
    lua_pushlightuserdata(L, &each);
    return finish(machine, lua_pcall(L, values + 2, 0, 1), &machine->error);
}

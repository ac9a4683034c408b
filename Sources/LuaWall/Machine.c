// The machine: its memory, its budgets, and the one protected way in.
#include "Wall.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int64_t milliseconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// Lua's allocator. Lua answers a refusal with a full collection and asks again, so the first one is no verdict. Making a
// block smaller is never refused: Lua counts on that.
static void *allocate(void *context, void *block, size_t old_size, size_t new_size) {
    LuaWallMachine *machine = context;
    size_t held = block == NULL ? 0 : old_size; // Without a block Lua passes the kind of object there.
    if (new_size == 0) {
        free(block);
        machine->used -= held;
        return NULL;
    }
    if (new_size > held) {
        machine->allocations++;
        if (machine->setup.failing_allocation != 0 && machine->allocations == machine->setup.failing_allocation) {
            machine->starving = true;
        }
        size_t limit = machine->setup.limits.memory_bytes + (machine->latch != LuaWallStatusDone ? RESERVE : 0);
        if (machine->starving || machine->used + (new_size - held) > limit) {
            // The second refusal in a call ends it, whatever the script does next.
            if (++machine->refusals >= 2 && machine->latch == LuaWallStatusDone) machine->latch = LuaWallStatusMemory;
            return NULL;
        }
    }
    void *moved = realloc(block, new_size);
    if (moved == NULL) return new_size <= held ? block : NULL;
    machine->used += new_size - held;
    return moved;
}

int kill_call(lua_State *L, LuaWallStatus status, const char *message) {
    LuaWallMachine *machine = machine_of(L);
    if (machine->latch == LuaWallStatusDone) machine->latch = status;
    lua_pushstring(L, message);
    return lua_error(L);
}

static const char *const steps_message = "it ran for too many steps: is there a loop that never ends?";

// Runs every STEP_QUANTUM instructions, and after every instruction once the call must end or where each is counted. What it
// does to the call is the same in both ways of counting.
static void count_steps(lua_State *L, lua_Debug *record) {
    (void)record;
    LuaWallMachine *machine = machine_of(L);
    if (machine->counts_exactly) {
        machine->instructions++;
        if (machine->latch == LuaWallStatusDone && machine->instructions % STEP_QUANTUM != 0) return;
    }
    machine->steps -= STEP_QUANTUM;
    if (machine->latch == LuaWallStatusDone && machine->steps >= 0) {
        int64_t now = milliseconds_now();
        if (machine->deadline == 0) machine->deadline = now + machine->setup.limits.milliseconds;
        if (now < machine->deadline) return;
        machine->latch = LuaWallStatusTime;
    }
    if (machine->latch == LuaWallStatusDone) machine->latch = LuaWallStatusSteps;
    lua_sethook(L, count_steps, LUA_MASKCOUNT, 1);
    kill_call(L, machine->latch,
              machine->latch == LuaWallStatusSteps  ? steps_message
              : machine->latch == LuaWallStatusTime ? "it ran for too long"
                                                    : "it was stopped");
}

void charge(lua_State *L, uint64_t steps) {
    LuaWallMachine *machine = machine_of(L);
    if (machine->latch != LuaWallStatusDone) kill_call(L, machine->latch, "it was stopped");
    if (machine->steps < 0 || steps > (uint64_t)machine->steps) kill_call(L, LuaWallStatusSteps, steps_message);
    machine->steps -= (int64_t)steps;
}

int refuse(lua_State *L, LuaWallStatus status, const char *format, ...) {
    LuaWallMachine *machine = machine_of(L);
    if (machine->latch == LuaWallStatusDone) machine->latch = status;
    va_list arguments;
    va_start(arguments, format);
    luaL_where(L, 1);
    lua_pushvfstring(L, format, arguments);
    va_end(arguments);
    lua_concat(L, 2);
    return lua_error(L);
}

// The message handler: notes the line of the innermost Lua function while the stack is still there. No traceback, which
// would cost a failing rule some 10 µs an event.
static int note_line(lua_State *L) {
    LuaWallMachine *machine = machine_of(L);
    lua_Debug record;
    for (int level = 0; level < 16 && machine->error_line == 0 && lua_getstack(L, level, &record); level++) {
        if (lua_getinfo(L, "l", &record) && record.currentline > 0) machine->error_line = record.currentline;
    }
    return 1;
}

static void report(LuaWallMachine *machine, int result, LuaWallError *error) {
    lua_State *L = machine->L;
    error->line = machine->error_line;
    error->message[0] = 0;
    // Whatever the error object is: reading it must not raise, so nothing is converted.
    switch (lua_type(L, -1)) {
    case LUA_TSTRING: {
        const char *message = lua_tostring(L, -1);
        int line = 0, end = 0;
        if (sscanf(message, "rule:%d:%n", &line, &end) == 1 && end > 0) {
            error->line = line;
            message += end;
            if (*message == ' ') message++;
        }
        snprintf(error->message, sizeof error->message, "%s", message);
        break;
    }
    case LUA_TNUMBER:
        snprintf(error->message, sizeof error->message, "%.14g", lua_tonumber(L, -1));
        break;
    case LUA_TNIL:
        snprintf(error->message, sizeof error->message, "error(nil): an error without a message");
        break;
    default:
        snprintf(error->message, sizeof error->message, "an error that is a %s; error takes a text",
                 lua_typename(L, lua_type(L, -1)));
    }
    error->status = machine->latch != LuaWallStatusDone ? machine->latch : LuaWallStatusError;
    if (result == LUA_ERRMEM || (machine->refusals > 0 && strcmp(error->message, "not enough memory") == 0)) {
        error->status = LuaWallStatusMemory;
    }
    if (error->status == LuaWallStatusMemory) {
        snprintf(error->message, sizeof error->message, "it needs more than %zu KB of memory",
                 machine->setup.limits.memory_bytes >> 10);
    }
}

void begin(LuaWallMachine *machine, uint64_t steps, void *context) {
    machine->steps = (int64_t)steps;
    machine->budget = (int64_t)steps;
    machine->instructions = 0;
    machine->deadline = 0;
    machine->latch = LuaWallStatusDone;
    machine->refusals = 0;
    machine->error_line = 0;
    machine->context = context;
    // Set anew for each call, so that the count begins at 0: the same call ends at the same instruction on every worker.
    lua_sethook(machine->L, count_steps, LUA_MASKCOUNT, machine->counts_exactly ? 1 : STEP_QUANTUM);
}

LuaWallStatus finish(LuaWallMachine *machine, int result, LuaWallError *error) {
    machine->context = NULL;
    machine->event = NULL;
    machine->starving = false;
    if (result == LUA_OK && machine->latch == LuaWallStatusDone) return LuaWallStatusDone;
    if (result == LUA_OK) lua_pushnil(machine->L);
    report(machine, result, error);
    lua_settop(machine->L, machine->base);
    return error->status;
}

LuaWallStatus enter(LuaWallMachine *machine, lua_CFunction body, void *arguments, uint64_t steps, void *context,
                    LuaWallError *error) {
    lua_State *L = machine->L;
    begin(machine, steps, context);
    // A light function and a pointer: neither of these pushes allocates.
    lua_pushcfunction(L, body);
    lua_pushlightuserdata(L, arguments);
    return finish(machine, lua_pcall(L, 1, 0, 1), error);
}

static int prepare(lua_State *L) {
    LuaWallMachine *machine = machine_of(L);
    // Kept, so that Lua need not make it in the moment when it cannot.
    lua_pushliteral(L, "error in error handling");
    luaL_ref(L, LUA_REGISTRYINDEX);
    int *const tables[] = {
        &machine->blocks_ref,  &machine->functions_ref, &machine->objects_ref, &machine->methods_ref,
        &machine->symbols_ref, &machine->keys_ref,      &machine->known_ref,
    };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        lua_newtable(L);
        *tables[i] = luaL_ref(L, LUA_REGISTRYINDEX);
    }
    open_records(L);
    push_environment(L);
    machine->environment_ref = luaL_ref(L, LUA_REGISTRYINDEX);
    return 0;
}

// Nothing may come here: an error outside a protected call. Says so and ends, since going on would be undefined.
static int panic(lua_State *L) {
    fprintf(stderr, "tuntuma: an unprotected Lua error, which is a mistake of the host: %s\n",
            lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "?");
    abort();
}

LuaWallMachine *lua_wall_create(const LuaWallSetup *setup, LuaWallError *error) {
    LuaWallMachine *machine = calloc(1, sizeof *machine);
    if (machine != NULL) {
        machine->setup = *setup;
        machine->L = lua_newstate(allocate, machine);
    }
    if (machine == NULL || machine->L == NULL) {
        free(machine);
        *error = (LuaWallError){.status = LuaWallStatusMemory, .message = "there is no memory for a Lua machine"};
        return NULL;
    }
    lua_atpanic(machine->L, panic);
    *(LuaWallMachine **)lua_getextraspace(machine->L) = machine;
    lua_pushcfunction(machine->L, note_line);
    machine->base = 1;
    if (enter(machine, prepare, NULL, setup->limits.load_steps, NULL, error) != LuaWallStatusDone) {
        lua_wall_destroy(machine);
        return NULL;
    }
    return machine;
}

void lua_wall_destroy(LuaWallMachine *machine) {
    // No script can make a finalizer, so closing runs nothing.
    lua_close(machine->L);
    free(machine->blocks.bytes);
    free(machine->data.bytes);
    free(machine->code.bytes);
    free(machine);
}

size_t lua_wall_memory(const LuaWallMachine *machine) { return machine->used; }

const LuaWallError *lua_wall_error(const LuaWallMachine *machine) { return &machine->error; }

void lua_wall_count_exactly(LuaWallMachine *machine, bool exactly) { machine->counts_exactly = exactly; }

uint64_t lua_wall_steps(const LuaWallMachine *machine) {
    int64_t steps = machine->budget - machine->steps;
    return (uint64_t)(steps < 0 ? 0 : steps) + (machine->counts_exactly ? machine->instructions % STEP_QUANTUM : 0);
}

uint64_t lua_wall_allocations(const LuaWallMachine *machine) { return machine->allocations; }

static int surface(lua_State *L) {
    list_surface(L);
    return 0;
}

LuaWallStatus lua_wall_surface(LuaWallMachine *machine, LuaWallError *error) {
    return enter(machine, surface, NULL, machine->setup.limits.load_steps, NULL, error);
}

// A plain Lua 5.4.4 takes a constant _ENV for a register (CVE-2022-28805). Compiled only, never run: the repaired
// compiler loads the constant first.
static int probe(lua_State *L) {
    LuaWallMachine *machine = machine_of(L);
    static const char source[] = "local _ENV <const> = 'x'; return y";
    enum { OP_LOADK = 3 };
    if (lua_version(L) != 504) return luaL_error(L, "it is not Lua 5.4");
    if (luaL_loadbufferx(L, source, sizeof source - 1, "=rule", "t") != LUA_OK) return lua_error(L);
    machine->code.length = 0;
    if (lua_dump(L, keep_code, &machine->code, 0) != 0) return luaL_error(L, "its code cannot be examined");
    int loads = count_instructions(machine->code.bytes, machine->code.length, OP_LOADK);
    if (loads < 0) return luaL_error(L, "its code has an unknown form");
    if (loads == 0) return luaL_error(L, "it lacks the fix of CVE-2022-28805; Debian's liblua5.4-0 5.4.4-3 has it, Lua 5.4.6 too");
    return 0;
}

LuaWallStatus lua_wall_check(LuaWallError *error) {
    LuaWallSetup setup = {.limits = {.memory_bytes = 1 << 20, .load_steps = 100000, .milliseconds = 10000}, .unwritable = ""};
    LuaWallMachine *machine = lua_wall_create(&setup, error);
    if (machine == NULL) return error->status;
    LuaWallStatus status = enter(machine, probe, NULL, 100000, NULL, error);
    lua_wall_destroy(machine);
    return status;
}

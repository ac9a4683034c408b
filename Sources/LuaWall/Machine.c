// The machine: its memory, its budgets, and the one protected way in.
#include "Wall.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

void note_line(LuaWallMachine *machine) {
    lua_State *L = machine->L;
    lua_Debug record;
    if (L == NULL) return; // The machine is being made.
    for (int level = 0; level < 16 && machine->error_line == 0 && lua_getstack(L, level, &record); level++) {
        if (lua_getinfo(L, "l", &record) && record.currentline > 0) machine->error_line = record.currentline;
    }
}

static int64_t milliseconds_of(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int kill_call(lua_State *L, LuaWallStatus status, const char *message) {
    LuaWallMachine *machine = machine_of(L);
    if (machine->latch == LuaWallStatusDone) machine->latch = status;
    lua_pushstring(L, message);
    return lua_error(L);
}

static const char *const steps_message = "it ran for too many steps: is there a loop that never ends?";
static const char *const time_message = "it ran for too long";

// Whether the time of the call is over. The clock is looked at in two halves, and a half counts only when the thread was
// running for most of it: a computer that was busy elsewhere must not end a call that would have been well.
static bool is_late(LuaWallMachine *machine) {
    int64_t now = milliseconds_of(CLOCK_MONOTONIC), half = machine->setup.limits.milliseconds / 2;
    if (machine->deadline == 0) machine->deadline = now + half;
    if (now < machine->deadline) return false;
    int64_t busy = milliseconds_of(CLOCK_THREAD_CPUTIME_ID);
    if (machine->busy >= 0 && busy - machine->busy >= half / 2) return true;
    machine->busy = busy;
    machine->deadline = now + half;
    return false;
}

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
        if (!is_late(machine)) return;
        machine->latch = LuaWallStatusTime;
    }
    if (machine->latch == LuaWallStatusDone) machine->latch = LuaWallStatusSteps;
    lua_sethook(L, count_steps, LUA_MASKCOUNT, 1);
    kill_call(L, machine->latch,
              machine->latch == LuaWallStatusSteps  ? steps_message
              : machine->latch == LuaWallStatusTime ? time_message
                                                    : "it was stopped");
}

void watch_clock(lua_State *L, uint64_t steps) {
    LuaWallMachine *machine = machine_of(L);
    machine->unwatched += steps;
    if (machine->unwatched < CLOCK_QUANTUM) return;
    machine->unwatched = 0;
    if (is_late(machine)) kill_call(L, LuaWallStatusTime, time_message);
}

void charge(lua_State *L, uint64_t steps) {
    LuaWallMachine *machine = machine_of(L);
    if (machine->latch != LuaWallStatusDone) kill_call(L, machine->latch, "it was stopped");
    if (machine->steps < 0 || steps > (uint64_t)machine->steps) {
        machine->steps = 0; // All are gone, whatever was left.
        kill_call(L, LuaWallStatusSteps, steps_message);
    }
    machine->steps -= (int64_t)steps;
    watch_clock(L, steps);
}

int memory_exceeded(lua_State *L) { return kill_call(L, LuaWallStatusMemory, "out of memory"); }

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

// The message handler. No traceback, which would cost a failing rule some 10 µs an event.
static int handle_message(lua_State *L) {
    note_line(machine_of(L));
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
    if (error->status == LuaWallStatusAllocated) {
        snprintf(error->message, sizeof error->message, "it asked for more than %llu KB of memory in one call",
                 (unsigned long long)(machine->allocation_limit >> 10));
        return;
    }
    if (result == LUA_ERRMEM || (machine->refusals > 0 && strcmp(error->message, "not enough memory") == 0)) {
        error->status = LuaWallStatusMemory;
    }
    if (error->status == LuaWallStatusMemory) {
        snprintf(error->message, sizeof error->message, "it needs more than %zu KB of memory",
                 machine->setup.limits.memory_bytes >> 10);
    }
}

void count_instructions_from_here(LuaWallMachine *machine) {
    lua_sethook(machine->L, count_steps, LUA_MASKCOUNT, machine->counts_exactly ? 1 : STEP_QUANTUM);
}

void begin(LuaWallMachine *machine, const LuaWallBudget *budget, void *context, bool is_short) {
    renew(machine, budget);
    machine->context = context;
    if (needs_count(machine, is_short)) count_instructions_from_here(machine);
    // With a hook that never comes every instruction would take twice its time.
    else if (lua_gethook(machine->L) != NULL) lua_sethook(machine->L, NULL, 0, 0);
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

LuaWallStatus enter(LuaWallMachine *machine, lua_CFunction body, void *arguments, const LuaWallBudget *budget,
                    void *context, LuaWallError *error) {
    lua_State *L = machine->L;
    begin(machine, budget, context, false);
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
        machine->allocation = (int64_t)setup->limits.load.allocated_bytes;
        machine->L = lua_newstate(allocate, machine);
    }
    if (machine == NULL || machine->L == NULL) {
        free(machine);
        *error = (LuaWallError){.status = LuaWallStatusMemory, .message = "there is no memory for a Lua machine"};
        return NULL;
    }
    lua_atpanic(machine->L, panic);
    *(LuaWallMachine **)lua_getextraspace(machine->L) = machine;
    lua_pushcfunction(machine->L, handle_message);
    machine->base = 1;
    if (enter(machine, prepare, NULL, &machine->setup.limits.load, NULL, error) != LuaWallStatusDone) {
        lua_wall_destroy(machine);
        return NULL;
    }
    return machine;
}

void lua_wall_destroy(LuaWallMachine *machine) {
    // No script can make a finalizer, so closing runs nothing.
    lua_close(machine->L);
    free_spare_blocks(machine);
    free(machine->blocks.bytes);
    free(machine->data.bytes);
    free(machine->code.bytes);
    free(machine->compiled.bytes);
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
    return enter(machine, surface, NULL, &machine->setup.limits.load, NULL, error);
}


// Loading a file of the workspace: from its source, or from what another machine has made of that.
#include "Wall.h"

#include <string.h>

typedef struct {
    const char *bytes;
    size_t length;
} File;

// Refuses the function on top of the stack when Lua has compiled it, or one in it, wrongly; and keeps what Lua has made of it.
static void examine_compiled(lua_State *L) {
    LuaWallMachine *machine = machine_of(L);
    machine->compiled.length = 0;
    if (lua_dump(L, keep_code, &machine->compiled, 0) != 0) luaL_error(L, "not enough memory");
    int line = find_miscompiled(machine->compiled.bytes, machine->compiled.length);
    if (line == 0) return;
    machine->error_line = line;
    kill_call(L, LuaWallStatusSyntax,
              "a function works on bits (& | ~) and has more than 255 constants, which Lua 5.4.4 compiles wrongly; "
              "split it in two");
}

// Evaluates the file whose main function is on top of the stack.
static int evaluate_file(lua_State *L) {
    LuaWallMachine *machine = machine_of(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, machine->environment_ref);
    lua_setupvalue(L, -2, 1);
    machine->loading = true;
    lua_call(L, 0, 0);
    machine->loading = false;
    if (machine->pending_line != 0) return refuse_pending(L);
    freeze_reachable(L);
    // What is needed for reading alone goes; calls start from a small heap.
    lua_gc(L, LUA_GCCOLLECT);
    return 0;
}

static int load_file(lua_State *L) {
    LuaWallMachine *machine = machine_of(L);
    File *file = lua_touserdata(L, 1);
    if (file->length > machine->setup.limits.source_bytes) {
        return luaL_error(L, "the file has %d bytes, more than the %d KB that a file may have: make two of it",
                          (int)(file->length < INT32_MAX ? file->length : INT32_MAX),
                          (int)(machine->setup.limits.source_bytes >> 10));
    }
    if (file->length > 0 && file->bytes[0] == LUA_SIGNATURE[0]) {
        machine->latch = LuaWallStatusSyntax;
        return luaL_error(L, "the file is compiled Lua; only source text is read");
    }
    int result = luaL_loadbufferx(L, file->bytes, file->length, "=rule", "t");
    if (result != LUA_OK) {
        machine->latch = result == LUA_ERRMEM ? LuaWallStatusMemory : LuaWallStatusSyntax;
        // Lua's reader does not say where it was, nor what was too deep.
        if (strcmp(lua_tostring(L, -1), "C stack overflow") == 0) {
            lua_pushliteral(L, "brackets, tables or functions are nested deeper than the 200 levels that Lua can read: "
                               "put what is inside into a local variable before it");
        }
        return lua_error(L);
    }
    examine_compiled(L);
    return evaluate_file(L);
}

static int load_compiled(lua_State *L) {
    LuaWallMachine *machine = machine_of(L);
    File *file = lua_touserdata(L, 1);
    int result = luaL_loadbufferx(L, file->bytes, file->length, "=rule", "b");
    if (result != LUA_OK) {
        machine->latch = result == LUA_ERRMEM ? LuaWallStatusMemory : LuaWallStatusError;
        return lua_error(L);
    }
    return evaluate_file(L);
}

static LuaWallStatus load(LuaWallMachine *machine, lua_CFunction body, File file, void *context, LuaWallError *error) {
    if (machine->loaded) {
        *error = (LuaWallError){.status = LuaWallStatusError, .message = "a machine loads one file"};
        return error->status;
    }
    machine->loaded = true;
    machine->records_blocks = body == load_file;
    LuaWallStatus status = enter(machine, body, &file, &machine->setup.limits.load, context, error);
    machine->loading = false;
    return status;
}

LuaWallStatus lua_wall_load(LuaWallMachine *machine, const uint8_t *source, size_t length, void *context, LuaWallError *error) {
    return load(machine, load_file, (File){(const char *)source, length}, context, error);
}

LuaWallBytes lua_wall_compiled(const LuaWallMachine *machine) {
    return (LuaWallBytes){machine->compiled.bytes, machine->compiled.length};
}

LuaWallStatus lua_wall_load_compiled(LuaWallMachine *machine, const uint8_t *compiled, size_t length, void *context,
                                     LuaWallError *error) {
    return load(machine, load_compiled, (File){(const char *)compiled, length}, context, error);
}

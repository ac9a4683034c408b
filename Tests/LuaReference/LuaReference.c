#include "LuaReference.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <string.h>

bool lua_reference_run(const char *source, size_t length, char *result, size_t room, size_t *written) {
    lua_State *L = luaL_newstate();
    *written = 0;
    if (L == NULL) return false;
    luaL_openlibs(L);
    bool done = luaL_loadbufferx(L, source, length, "=rule", "t") == LUA_OK && lua_pcall(L, 0, 1, 0) == LUA_OK;
    size_t result_length = 0;
    const char *text = lua_tolstring(L, -1, &result_length);
    if (text != NULL) {
        *written = result_length < room ? result_length : room;
        memcpy(result, text, *written);
    }
    lua_close(L);
    return done;
}

// Stock Lua with its own libraries, for tests that hold ours against them.
#ifndef LUA_REFERENCE_H
#define LUA_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>

/// Runs a program and writes the text that it returns; false when it fails (then that is the message).
bool lua_reference_run(const char *_Nonnull source, size_t length, char *_Nonnull result, size_t room,
                       size_t *_Nonnull written);

#endif

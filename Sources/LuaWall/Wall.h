// Inside the wall: what its files share. Functions marked RAISES may longjmp and run inside a protected call only.
#ifndef WALL_H
#define WALL_H

#include "LuaWall.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

#define RAISES

enum {
    /// Instructions between two looks at the budgets.
    STEP_QUANTUM = 100,
    /// Nesting of data that crosses the wall.
    MOST_LEVELS = 32,
    /// Bytes of data that cross in one piece.
    MOST_DATA = 4 << 20,
    /// Names that have a number.
    MOST_KEYS = 256,
    /// Symbols that are kept as Lua strings before the machine forgets them all.
    MOST_SYMBOLS = 4096,
    /// What reporting an error may take beyond the memory budget.
    RESERVE = 64 << 10,
    /// Functions of a machine that are called.
    MOST_CALLS = 8,
    /// Words of a machine that decide.
    MOST_DECIDERS = 4,
    /// Names that a word of the host has, and the end of them.
    MOST_FIELDS = sizeof((LuaWallWord){0}.fields) / sizeof(char *),
};

typedef struct {
    uint8_t *bytes;
    size_t length;
    size_t capacity;
} Buffer;

/// What a name means as a field of an event.
typedef enum { FIELD_UNRESOLVED, FIELD_OF_HOST, FIELD_SYMBOL, FIELD_TEXT, FIELD_TIME, FIELD_ANSWERS, FIELD_ATTRIBUTES } Field;

/// A name that has a number, found by the address of the interned string.
typedef struct {
    const char *text;
    int32_t key;
    uint32_t offset;
    /// As the name of an answer or an attribute, once `interned`.
    uint32_t symbol;
    bool interned;
    uint8_t field;
} KeySlot;

/// A function and its arguments, which lie side by side at the bottom of the stack.
typedef struct {
    int first;
    int arguments;
} Call;

/// The names of a word that decides, by the addresses of the interned strings.
typedef struct {
    const char *names[MOST_FIELDS];
    size_t count;
} Decider;

struct LuaWallMachine {
    lua_State *L;
    LuaWallSetup setup;

    size_t used;
    uint64_t allocations;
    uint32_t refusals;
    bool starving;

    int64_t steps;
    /// What the call began with.
    int64_t budget;
    /// Instructions since the call began, where they are counted one by one.
    uint64_t instructions;
    bool counts_exactly;
    int64_t deadline;
    /// Why the call must end, once it must; nothing that a script does unsets it.
    LuaWallStatus latch;
    int32_t error_line;
    void *context;
    const LuaWallEvent *event;
    LuaWallError error;
    /// What stays on the stack between calls: the message handler, and the functions that are called.
    int base;
    Call calls[MOST_CALLS];
    int call_count;
    Decider deciders[MOST_DECIDERS];
    size_t decider_count;

    bool loading;
    bool loaded;
    uint32_t block_count;
    int32_t pending_line;
    char pending[64];

    Buffer blocks;
    Buffer data;
    Buffer code;

    int known_ref;
    int blocks_ref;
    int functions_ref;
    int objects_ref;
    int methods_ref;
    int symbols_ref;
    int symbol_count;
    int keys_ref;
    int key_count;
    int environment_ref;
    KeySlot keys[MOST_KEYS * 2];
};

static inline LuaWallMachine *machine_of(lua_State *L) { return *(LuaWallMachine **)lua_getextraspace(L); }

// Machine.c
/// Sets the budgets of a call that begins now.
void begin(LuaWallMachine *machine, uint64_t steps, void *context);
/// Ends a protected call that leaves no results: tidies up, and fills in the error when there is one.
LuaWallStatus finish(LuaWallMachine *machine, int result, LuaWallError *error);
LuaWallStatus enter(LuaWallMachine *machine, lua_CFunction body, void *arguments, uint64_t steps, void *context,
                    LuaWallError *error);
/// Ends the call with a message, for good.
int kill_call(lua_State *L, LuaWallStatus status, const char *message) RAISES;
/// Ends the call with a status of its own and a message that names the line.
int refuse(lua_State *L, LuaWallStatus status, const char *format, ...) RAISES;
/// Takes steps off the budget for work that is done in C.
void charge(lua_State *L, uint64_t steps) RAISES;

// Data.c
bool buffer_append(Buffer *buffer, const void *bytes, size_t length);
void encode(lua_State *L, Buffer *buffer, int index, int level) RAISES;
void put_integer(lua_State *L, Buffer *buffer, uint32_t value) RAISES;
void put_byte(lua_State *L, Buffer *buffer, uint8_t byte) RAISES;
void put_text(lua_State *L, Buffer *buffer, const char *text, size_t length) RAISES;
void push_data(lua_State *L, const uint8_t *bytes, size_t length) RAISES;

// Freeze.c
/// Makes the table at an index read only, in place.
/// With `strict`, the function on top of the stack answers for names that the table does not have.
void freeze_table(lua_State *L, int index, bool strict) RAISES;
/// Pushes the table that holds what a table seems to hold: its own contents, or those behind a frozen one.
void push_contents(lua_State *L, int index) RAISES;
/// Freezes all that the functions of the blocks can reach, and refuses functions that would write to it.
void freeze_reachable(lua_State *L) RAISES;

// Bytecode.c
typedef struct {
    int line;
    char name[64];
} Assignment;
typedef enum { CODE_CLEAN, CODE_ASSIGNS, CODE_UNKNOWN } CodeVerdict;
/// Whether a function, or one inside it, assigns to a variable from outside the function.
CodeVerdict find_assignment(const uint8_t *code, size_t length, Assignment *found);
/// How many instructions of an opcode the outermost function has; -1 when the code cannot be read.
int count_instructions(const uint8_t *code, size_t length, int opcode);
int keep_code(lua_State *L, const void *bytes, size_t length, void *buffer);

// Surface.c
/// Pushes the environment of scripts.
void push_environment(lua_State *L) RAISES;
void list_surface(lua_State *L) RAISES;

// Order.c
int ordered_pairs(lua_State *L) RAISES;
int ordered_next(lua_State *L) RAISES;

// Records.c
#define RECORD_NAME "record"
/// Makes the metatables of objects, and the objects of an event.
void open_records(lua_State *L) RAISES;
/// Pushes the function of a word that decides.
void push_decider(lua_State *L, const LuaWallWord *word) RAISES;
void push_object(lua_State *L, uint32_t object) RAISES;
void push_value(lua_State *L, const LuaWallValue *value) RAISES;
int host_function(lua_State *L) RAISES;
/// Raises what the host answered.
int raise_answer(lua_State *L, LuaWallStatus status, const LuaWallValue *answer) RAISES;

// Blocks.c
int declare_block(lua_State *L) RAISES;
int make_constructor(lua_State *L) RAISES;

#endif

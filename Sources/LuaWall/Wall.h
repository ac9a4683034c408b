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
    /// Charged steps between two looks at the clock.
    CLOCK_QUANTUM = 10000,
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
    MOST_CALLS = 64,
    /// Values that one call may put on the stack from a text or a table.
    MOST_VALUES = 255,
    /// Captures of a pattern.
    MOST_CAPTURES = 32,
    /// Sizes of blocks that are kept at hand: up to 136 bytes.
    SPARE_SIZES = 8,
    /// Words of a machine that decide.
    MOST_DECIDERS = 4,
    /// Names that a function may ask for, where they are known.
    MOST_ASKED = 8,
    /// Names that a word of the host has, and the end of them.
    MOST_FIELDS = sizeof((LuaWallWord){0}.fields) / sizeof(char *),
};

typedef struct {
    uint8_t *bytes;
    size_t length;
    size_t capacity;
} Buffer;

/// What a name means as a field of an event.
typedef enum { FIELD_UNRESOLVED, FIELD_OF_HOST, FIELD_SYMBOL, FIELD_TEXT, FIELD_TIME } Field;

/// A name that has a number, found by the address of the interned string.
typedef struct {
    /// That address; NULL where there is no name.
    const void *name;
    const char *text;
    int32_t key;
    uint32_t offset;
    /// As the name of an answer or an attribute, once `interned`.
    uint32_t symbol;
    bool interned;
    uint8_t field;
} KeySlot;

/// A text among the constants of a function.
typedef struct {
    const char *text;
    size_t length;
} Constant;

/// A function and its arguments, which lie side by side at the bottom of the stack.
typedef struct {
    int first;
    int arguments;
    /// It ends before the first look at its budgets would come.
    bool is_short;
    /// Its one argument is an event, and behind that lies what it gets for events that lack all answers that it asks for.
    bool has_lacking;
    /// The names that one with `has_lacking` asks for.
    Constant asked[MOST_ASKED];
    int asked_count;
    /// Their symbols, as the rows have those of the answers that they lack, once `asked_resolved`.
    uint64_t asked_symbols;
    bool asked_resolved;
} Call;

/// The names of a word that decides, by the addresses of the interned strings.
typedef struct {
    const char *names[MOST_FIELDS];
    size_t count;
} Decider;

/// A block of memory that was given back, and is kept at hand: rules make and drop the same few tables and texts for each event.
typedef struct SpareBlock {
    struct SpareBlock *next;
} SpareBlock;

struct LuaWallMachine {
    lua_State *L;
    LuaWallSetup setup;

    /// Bytes that Lua holds. Spare blocks are not among them.
    size_t used;
    /// The last one of each size.
    SpareBlock *spare[SPARE_SIZES];
    size_t spare_bytes;
    uint64_t allocations;
    uint32_t refusals;
    bool starving;

    // What is left of a call's budgets.
    int64_t steps;
    /// What the call began with.
    int64_t budget;
    /// Instructions since the call began, where they are counted one by one.
    uint64_t instructions;
    bool counts_exactly;
    int64_t allocation;
    size_t allocation_limit;
    /// Steps that were charged since the last look at the clock.
    uint64_t unwatched;
    /// The clock's next look, in milliseconds; 0 before the first.
    int64_t deadline;
    /// The thread's own time at the last look, in milliseconds; -1 before the first.
    int64_t busy;
    /// Why the call must end, once it must; nothing that a script does unsets it.
    LuaWallStatus latch;
    int32_t error_line;
    void *context;
    const LuaWallEvent *event;
    /// Whether the call has called a function of the host.
    bool acted;
    /// Of math.random, once the call has asked for it.
    uint64_t random;
    bool seeded;
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
    /// Whether the blocks are recorded for the host.
    bool records_blocks;
    int32_t pending_line;
    char pending[64];

    Buffer blocks;
    Buffer data;
    Buffer code;
    Buffer compiled;

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

/// Sets the budgets of a call that begins now.
static inline void renew(LuaWallMachine *machine, const LuaWallBudget *budget) {
    machine->steps = (int64_t)budget->steps;
    machine->budget = (int64_t)budget->steps;
    machine->instructions = 0;
    machine->allocation = (int64_t)budget->allocated_bytes;
    machine->allocation_limit = budget->allocated_bytes;
    machine->unwatched = 0;
    machine->deadline = 0;
    machine->busy = -1;
    machine->seeded = false;
    machine->latch = LuaWallStatusDone;
    machine->refusals = 0;
    machine->error_line = 0;
    machine->acted = false;
}

/// Whether the instructions of a call must be counted. Nobody counts those of a short one: see Call.
static inline bool needs_count(const LuaWallMachine *machine, bool is_short) {
    return !is_short || machine->counts_exactly;
}

// Allocator.c
/// Lua's allocator.
void *allocate(void *machine, void *block, size_t old_size, size_t new_size);
void free_spare_blocks(LuaWallMachine *machine);

// Machine.c
/// Notes the line of the innermost Lua function while the stack is still there. Reads the stack and nothing else.
void note_line(LuaWallMachine *machine);
/// Has instructions counted from 0. Anew for each call: the same call ends at the same instruction on every worker.
void count_instructions_from_here(LuaWallMachine *machine);
/// Sets the budgets of a call that begins now, and has its instructions counted where they must be.
void begin(LuaWallMachine *machine, const LuaWallBudget *budget, void *context, bool is_short);
/// Ends a protected call that leaves no results: tidies up, and fills in the error when there is one.
LuaWallStatus finish(LuaWallMachine *machine, int result, LuaWallError *error);
LuaWallStatus enter(LuaWallMachine *machine, lua_CFunction body, void *arguments, const LuaWallBudget *budget,
                    void *context, LuaWallError *error);
/// Ends the call with a message, for good.
int kill_call(lua_State *L, LuaWallStatus status, const char *message) RAISES;
/// Ends the call with a status of its own and a message that names the line.
int refuse(lua_State *L, LuaWallStatus status, const char *format, ...) RAISES;
/// Takes steps off the budget for work that is done in C.
void charge(lua_State *L, uint64_t steps) RAISES;
/// Looks at the clock, once every CLOCK_QUANTUM steps: before work, with its charge, and after work of the host that was charged
/// before and took as long as it did.
void watch_clock(lua_State *L, uint64_t steps) RAISES;
/// Ends the call because of a block of memory that is larger than all that it may have.
int memory_exceeded(lua_State *L) RAISES;

// Data.c
bool buffer_append(Buffer *buffer, const void *bytes, size_t length);
void encode(lua_State *L, Buffer *buffer, int index, int level) RAISES;
/// As `encode`, for what a script keeps: tables with their keys as they are, and nothing that is not plain data.
void encode_plain(lua_State *L, Buffer *buffer, int index, int level) RAISES;
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
/// Says that a table is frozen.
int refuse_frozen(lua_State *L) RAISES;

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
/// Whether a function runs no more than so many instructions of its own: it has neither a loop nor a function inside.
bool ends_within(const uint8_t *code, size_t length, size_t most);
bool is_constant(const Constant *constant, const char *text);
/// Finds the names by which the outermost function reads fields of values; how many these are. -1 where it may read others (by a
/// number, or a name that it works out), where there are more, and where the code cannot be read.
int find_names(const uint8_t *code, size_t length, Constant *names, int most);
/// Whether the outermost function has a text among its constants, or cannot be read.
bool mentions(const uint8_t *code, size_t length, const char *text);
/// The line of a function, among these and the ones inside, that works on bits and has so many constants that Lua before
/// 5.4.5 compiles it wrongly; 0 for none.
int find_miscompiled(const uint8_t *code, size_t length);
int keep_code(lua_State *L, const void *bytes, size_t length, void *buffer);

// Surface.c
/// Pushes the environment of scripts.
void push_environment(lua_State *L) RAISES;
void list_surface(lua_State *L) RAISES;

// Order.c
int ordered_pairs(lua_State *L) RAISES;
int ordered_next(lua_State *L) RAISES;

// Matcher.c
typedef struct {
    const char *start;
    /// Or what else it is.
    ptrdiff_t length;
} Capture;

/// A pattern at work on a text. What it looks at is charged in portions, and the rest by `matcher_done`.
typedef struct {
    lua_State *L;
    const char *subject, *subject_end, *pattern, *pattern_end;
    uint32_t looks;
    int depth;
    int captures;
    Capture capture[MOST_CAPTURES];
} Matcher;

/// Matches the whole pattern at a place; where the match ends, or NULL.
const char *match_at(Matcher *matcher, const char *at) RAISES;
void matcher_done(Matcher *matcher) RAISES;
/// Pushes a capture of the match from `start` to `end`; the whole match for the first one, where there are none.
void push_capture(Matcher *matcher, int index, const char *start, const char *end) RAISES;
/// Pushes all captures, or else the whole match, unless `start` is NULL; how many these were.
int push_captures(Matcher *matcher, const char *start, const char *end) RAISES;

// Patterns.c
int charged_find(lua_State *L) RAISES;
int charged_match(lua_State *L) RAISES;
int charged_gmatch(lua_State *L) RAISES;
int charged_gsub(lua_State *L) RAISES;

// Text.c
int charged_sub(lua_State *L) RAISES;
int charged_byte(lua_State *L) RAISES;
int charged_char(lua_State *L) RAISES;
int charged_reverse(lua_State *L) RAISES;
int charged_rep(lua_State *L) RAISES;
int charged_lower(lua_State *L) RAISES;
int charged_upper(lua_State *L) RAISES;
int contains_word(lua_State *L) RAISES;
int plain_tostring(lua_State *L) RAISES;
// These take the stock function as their upvalue.
int charged_format(lua_State *L) RAISES;
int charged_stock(lua_State *L) RAISES;
int charged_tonumber(lua_State *L) RAISES;
int charged_utf8_range(lua_State *L) RAISES;
int charged_utf8_offset(lua_State *L) RAISES;

// Tables.c
int charged_concat(lua_State *L) RAISES;
int charged_insert(lua_State *L) RAISES;
int charged_remove(lua_State *L) RAISES;
int charged_move(lua_State *L) RAISES;
int charged_pack(lua_State *L) RAISES;
int charged_unpack(lua_State *L) RAISES;
int charged_sort(lua_State *L) RAISES;

// Random.c
int seeded_random(lua_State *L) RAISES;

// Missing.c
/// Answers for a name that a table of the environment does not have. Upvalue: what stands before the name.
int missing_name(lua_State *L) RAISES;

// Decisions.c
/// Pushes the function of a word that decides.
void push_decider(lua_State *L, const LuaWallWord *word) RAISES;

// Events.c
/// Makes the objects 0, 1 and 2, with the functions that read an event; `symbols` and `objects` are where those tables are.
void open_events(lua_State *L, int symbols, int objects) RAISES;
/// Pushes an event; the indices are where its parts and the texts of symbols are.
void push_event(lua_State *L, int symbols, int answers, int attributes) RAISES;
/// Pushes answers that are read through what is on top of the stack, in place of that.
void push_answers(lua_State *L) RAISES;

// Lacking.c
/// For a short function on top of the stack, whose code is in `code`: pushes the event that it gets where all answers are lacking
/// that it asks for, and keeps the names of these in the call and in a table. False where that cannot be known.
bool push_lacking_event(lua_State *L, int names_table, Call *call) RAISES;
/// Finds the symbols of the names that a function asks for.
void resolve_asked(LuaWallMachine *machine, Call *call);

// Records.c
#define RECORD_NAME "record"
/// Makes the metatables of objects, and the objects of an event.
void open_records(lua_State *L) RAISES;
/// Gives the name at index 2 a number; NULL when it is no text or a long one, or there are too many.
KeySlot *new_name(lua_State *L, LuaWallMachine *machine, KeySlot *vacant) RAISES;

/// What is known of the name at index 2. Short texts are interned, so a name is known by its address; it is kept, so that
/// the address stays its own. Names beyond the first MOST_KEYS, long ones, and what is no text are not known.
static inline KeySlot *known_name(lua_State *L, LuaWallMachine *machine) {
    const void *name = lua_topointer(L, 2);
    uint32_t place = (uint32_t)((uintptr_t)name >> 3) * 2654435761u >> 16;
    for (;; place++) {
        KeySlot *slot = &machine->keys[place & (MOST_KEYS * 2 - 1)];
        if (slot->name == NULL) return new_name(L, machine, slot);
        if (slot->name == name) return slot;
    }
}

/// Reads a field of an object by asking the host.
int read_field(lua_State *L) RAISES;
/// Fills the metatable below what is read through, a function or a table, and takes that off the stack.
void fill_metatable(lua_State *L) RAISES;
/// Asks the host for the text of a symbol, keeps it in the table at `table`, and pushes it.
void push_new_symbol(lua_State *L, LuaWallMachine *machine, int table, int64_t symbol) RAISES;

/// Pushes the text of a symbol; `table` is where the table of texts is.
static inline void push_symbol(lua_State *L, LuaWallMachine *machine, int table, int64_t symbol) {
    if (lua_rawgeti(L, table, symbol) == LUA_TSTRING) return;
    lua_pop(L, 1);
    push_new_symbol(L, machine, table, symbol);
}

void push_object(lua_State *L, uint32_t object) RAISES;
void push_value(lua_State *L, const LuaWallValue *value) RAISES;
int host_function(lua_State *L) RAISES;
/// Calls a function of the host by its number, with all that is on the stack.
int call_function(lua_State *L, uint32_t function) RAISES;
/// Raises what the host answered.
int raise_answer(lua_State *L, LuaWallStatus status, const LuaWallValue *answer) RAISES;

// Blocks.c
int declare_block(lua_State *L) RAISES;
/// Says that the last `word "name"` has no table.
int refuse_pending(lua_State *L) RAISES;
int make_constructor(lua_State *L) RAISES;

#endif

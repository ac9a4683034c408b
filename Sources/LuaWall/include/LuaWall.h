// The wall around Lua: the only way from Swift to a Lua machine and back.
//
// A Lua error is a longjmp, and a longjmp over a Swift frame is undefined. So nothing of Lua's own interface crosses this
// header. Every entry is one protected call; all that can raise runs inside it. Swift sees opaque machines, plain structs
// and status codes. Callbacks into Swift answer a status with borrowed memory, and C raises only after Swift has returned.
//
// A machine belongs to one thread at a time. Bytes that a function hands out are valid until the next call on the machine.
#ifndef LUA_WALL_H
#define LUA_WALL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

#if defined(__clang__)
#define LUA_WALL_ENUM(name) enum __attribute__((enum_extensibility(closed))) name : int32_t
#else
#define LUA_WALL_ENUM(name) enum name : int32_t
#endif

/// How a call ended.
typedef LUA_WALL_ENUM(LuaWallStatus) {
    LuaWallStatusDone = 0,
    /// The source is no Lua.
    LuaWallStatusSyntax = 1,
    /// The script raised an error, or the host refused what it asked for.
    LuaWallStatusError = 2,
    /// It ran out of steps.
    LuaWallStatusSteps = 3,
    /// It ran out of memory.
    LuaWallStatusMemory = 4,
    /// It used a name that scripts may not use.
    LuaWallStatusBlocked = 5,
    /// It ran for too long by the clock: a backstop that a script with enough steps should never meet.
    LuaWallStatusTime = 6,
    /// It asked the host for too much (decisions).
    LuaWallStatusLimit = 7,
    /// It wrote something that would outlive the call.
    LuaWallStatusFrozen = 8,
    /// It asked for more memory in one call than it may, though it held little at a time.
    LuaWallStatusAllocated = 9,
} LuaWallStatus;

/// What went wrong, as bytes: nothing of Lua's memory.
typedef struct {
    LuaWallStatus status;
    /// The line of the script, from 1; 0 where there is none.
    int32_t line;
    /// UTF-8 as far as the script's own text is; cut at the end, ended by 0.
    char message[512];
} LuaWallError;

/// What a value handed over is.
typedef LUA_WALL_ENUM(LuaWallKind) {
    LuaWallKindNil = 0,
    /// `integer` is 0 or 1.
    LuaWallKindBoolean = 1,
    LuaWallKindInteger = 2,
    LuaWallKindDecimal = 3,
    /// `bytes` and `length`.
    LuaWallKindText = 4,
    /// A text that repeats, by its number (`integer`, 1...); the machine asks for its bytes once and keeps it.
    LuaWallKindSymbol = 5,
    /// Another object of the host, by its id (`integer`).
    LuaWallKindObject = 6,
    /// A function of the host that takes its object first, by its id (`integer`): what `state.add` reads as.
    LuaWallKindMethod = 7,
    /// A table, in the encoding of `bytes` and `length` (see below).
    LuaWallKindData = 8,
    /// A function of the host, by its id (`integer`): what `m.against` reads as.
    LuaWallKindFunction = 9,
} LuaWallKind;

/// A value from the host. Memory is borrowed: the machine copies it before it calls the host again.
typedef struct {
    LuaWallKind kind;
    int64_t integer;
    double decimal;
    const uint8_t *_Nullable bytes;
    size_t length;
} LuaWallValue;

/// How a row keeps a field of an event.
typedef LUA_WALL_ENUM(LuaWallFieldKind) {
    /// The number of a symbol, 4 bytes; 0 for none.
    LuaWallFieldKindSymbol = 0,
    /// Offset and length of a text in the batch's bytes, 4 bytes each; no length for none.
    LuaWallFieldKindText = 1,
    /// Milliseconds since 1970, 8 bytes; INT64_MIN for none.
    LuaWallFieldKindTime = 2,
} LuaWallFieldKind;

typedef struct {
    const char *name;
    LuaWallFieldKind kind;
    /// In the row.
    uint32_t offset;
} LuaWallField;

/// How the memory of a batch of events is laid out, so that a machine reads an event without calling the host. Objects 0, 1
/// and 2 are then the event, its answers and its attributes. What is not told here is asked of the host.
typedef struct {
    const LuaWallField *fields;
    size_t field_count;
    /// Where a row keeps the place of its first answer and attribute (4 bytes each) and their numbers (2 bytes each).
    uint32_t answers_start, answers_count, attributes_start, attributes_count;
    /// Where it has 8 bytes, of which bit `s % 64` is set when there is surely no answer whose name is symbol `s`.
    uint32_t absent_answers;
    /// An answer or an attribute: its size, and where its name (4 bytes, a symbol), kind (1 byte) and payload (8 bytes) are.
    uint32_t entry_size, entry_name, entry_kind, entry_payload;
    /// The kinds. The payload is the number, its bits, 0 or 1, or the offset (high half) and length (low half) of a text.
    uint8_t integer, decimal, boolean, text;
} LuaWallLayout;

/// The event of a call, borrowed until the call ends.
typedef struct {
    const uint8_t *row;
    /// All answers and attributes of the batch, and its texts; NULL when there are none.
    const uint8_t *_Nullable answers;
    const uint8_t *_Nullable attributes;
    const uint8_t *_Nullable bytes;
} LuaWallEvent;

/// Some events of one batch, for calls one after the other. Borrowed until the call ends.
typedef struct {
    /// That of row 0.
    LuaWallEvent first;
    /// Bytes from one row to the next.
    size_t row_size;
    const int32_t *rows;
    size_t count;
    /// The place among `rows` of the event at hand: where the calls begin, and where they ended.
    size_t place;
    /// Its row is put here before each call.
    int32_t *row;
} LuaWallEvents;

/// What the host answers to a script that runs. Called on the thread of the call; must not call the machine, must not
/// unwind. The answer is a status; for any but done, `out` holds the message as a text.
typedef struct {
    /// Reads a field of an object. `key` numbers the machine's first names (0...255; -1 for any later name): one name always
    /// has the same number in one machine, so that the host can resolve it once.
    LuaWallStatus (*read)(void *_Nullable context, uint32_t object, int32_t key, const uint8_t *name, size_t length,
                          LuaWallValue *out);
    /// The name of the field at a place (0...), for `pairs`; nil after the last.
    LuaWallStatus (*name)(void *_Nullable context, uint32_t object, uint32_t place, LuaWallValue *out);
    /// The text of a symbol.
    LuaWallStatus (*symbol)(void *_Nullable context, int64_t symbol, LuaWallValue *out);
    /// Calls a function of the host. `object` is -1 for a function, the object's id for a method. The arguments are a list
    /// in the encoding below. `work` is 0; what the host puts there is charged as steps.
    LuaWallStatus (*call)(void *_Nullable context, int64_t object, uint32_t function, const uint8_t *arguments,
                          size_t length, LuaWallValue *out, uint64_t *work);
    /// The symbol of a name; asked once for a name, until symbols are forgotten.
    uint32_t (*intern)(void *_Nullable context, const uint8_t *name, size_t length);
    /// Decides, when there is nothing to complain of: `fields` has a value (nil, an integer or a text) for each name of the
    /// word. Answers false to be called with `call` instead.
    bool (*decide)(void *_Nullable context, uint32_t function, const LuaWallValue *fields, size_t count);
    /// A text in upper or lower case, by Unicode. Asked for texts that are not all ASCII.
    LuaWallStatus (*_Nullable change_case)(void *_Nullable context, bool upper, const uint8_t *text, size_t length,
                                           LuaWallValue *out);
    /// Whether a word is in a text, without regard to case and to how letters are composed.
    bool (*_Nullable contains)(void *_Nullable context, const uint8_t *text, size_t length, const uint8_t *word,
                               size_t word_length);
    /// What the random numbers of this call begin from; false when there can be none here. Once for a call.
    bool (*_Nullable seed)(void *_Nullable context, uint64_t *out);
    /// Which of some names was probably meant; nil for none. The arguments are a list of the name and the list of names.
    LuaWallStatus (*_Nullable suggest)(void *_Nullable context, const uint8_t *arguments, size_t length, LuaWallValue *out);
} LuaWallHost;

/// What a word of the host is in a script.
typedef LUA_WALL_ENUM(LuaWallWordKind) {
    /// `word { ... }` declares a block.
    LuaWallWordKindBlock = 0,
    /// `word "name" { ... }` declares a block.
    LuaWallWordKindNamedBlock = 1,
    /// Either.
    LuaWallWordKindAnyBlock = 2,
    /// `word(...)` or `word { ... }` makes the table { ["$call"] = "word", arguments = { ... } }.
    LuaWallWordKindConstructor = 3,
    /// `word(...)` calls the host's function `function`.
    LuaWallWordKindFunction = 4,
    /// As a function; one table with no other names than `fields` goes to the host's `decide`.
    LuaWallWordKindDecision = 5,
} LuaWallWordKind;

typedef struct {
    const char *name;
    LuaWallWordKind kind;
    /// The host's function; of a constructor or a block, the one that it is while a rule runs (0: none). That of a block gets the
    /// line of its call as its last argument.
    uint32_t function;
    /// The names of a decision; NULL after the last.
    const char *_Nullable fields[8];
} LuaWallWord;

/// What one call may use up.
typedef struct {
    /// Instructions, and the charged work of C functions.
    uint64_t steps;
    /// Bytes that may be asked for, whether they are given back or not.
    uint64_t allocated_bytes;
} LuaWallBudget;

typedef struct {
    /// Bytes that may live in the machine.
    size_t memory_bytes;
    /// The longest source.
    size_t source_bytes;
    /// While a file is loaded, and in one call of a function.
    LuaWallBudget load;
    LuaWallBudget call;
    /// The backstop by the clock, for a load and for a call: counted while the thread really runs.
    uint32_t milliseconds;
} LuaWallLimits;

/// All that makes a machine. Copied; what it points to must outlive the machine.
typedef struct {
    LuaWallLimits limits;
    LuaWallHost host;
    const LuaWallWord *_Nullable words;
    size_t word_count;
    /// What a script is told that writes to an object of the host: "an event cannot be changed".
    const char *unwritable;
    /// For machines that see events.
    const LuaWallLayout *_Nullable layout;
    /// For tests: the allocation from which on all fail until the call ends, from 1; 0 for none.
    uint64_t failing_allocation;
} LuaWallSetup;

typedef struct {
    const uint8_t *_Nullable bytes;
    size_t length;
} LuaWallBytes;

typedef struct LuaWallMachine LuaWallMachine;

// The encoding of data. Numbers are little-endian. A value is a tag and what belongs to it:
//   'N' nil   'F' false   'T' true   'I' 8 bytes integer   'D' 8 bytes IEEE 754   'S' u32 length, bytes
//   'L' u32 count, values   'M' u32 count, (u32 length, bytes of the key, value)...
//   'C' u32 line of a function   'O' u32 id of an object of the host
// A table counted from 1 without a gap is 'L', and so is an empty one; any other is 'M', its whole-number keys as text.
//   'K' u32 count, (a key, 'I' or 'S', and its value)...
// is a table with its keys as they are: what a script keeps is handed over so, and comes back as it was.

/// Whether the linked Lua can be trusted: 5.4 with the fix of CVE-2022-28805 in it, on which the budgets hold, the latch
/// cannot be undone, and numbers are written as everywhere. Once, at start.
LuaWallStatus lua_wall_check(LuaWallError *error);

/// Makes a machine; NULL with the error filled in when there is no memory for it.
LuaWallMachine *_Nullable lua_wall_create(const LuaWallSetup *setup, LuaWallError *error);

void lua_wall_destroy(LuaWallMachine *machine);

/// Reads the source of a file: evaluates it, records its blocks, and then freezes every table that a function of a block can
/// reach. Once for a machine.
LuaWallStatus lua_wall_load(LuaWallMachine *machine, const uint8_t *source, size_t length, void *_Nullable context,
                            LuaWallError *error);

/// What `lua_wall_load` has made of its source, for other machines of this program.
LuaWallBytes lua_wall_compiled(const LuaWallMachine *machine);

/// As `lua_wall_load`, of a file that another machine of this program has loaded. Its blocks are not recorded again.
LuaWallStatus lua_wall_load_compiled(LuaWallMachine *machine, const uint8_t *compiled, size_t length, void *_Nullable context,
                                     LuaWallError *error);

/// The blocks of the file, where it was loaded from its source: for each, u32 line, u32 word, a value ('S' its name, or 'N'), a value ('L' or 'M', its table).
LuaWallBytes lua_wall_blocks(const LuaWallMachine *machine);

/// Looks up the function at a key of a block (from 0), which will be called with some objects of the host; its number, or -1
/// when there is none. At most once for a function, and while there is room.
int32_t lua_wall_find(LuaWallMachine *machine, uint32_t block, const char *key, const uint32_t *objects, size_t count);

/// How many functions can still be looked up.
uint32_t lua_wall_room(const LuaWallMachine *machine);

/// Calls a function. What it returns is kept, as a list, for `lua_wall_results`. What went wrong is in `lua_wall_error`.
LuaWallStatus lua_wall_call(LuaWallMachine *machine, int32_t function, const LuaWallEvent *_Nullable event,
                            void *_Nullable context);

/// Calls a function for one event after the other, each call with budgets of its own, until one fails or has called a function
/// of the host that may decide: the place is then that event's; else it is behind the last.
LuaWallStatus lua_wall_call_each(LuaWallMachine *machine, int32_t function, LuaWallEvents *events, void *_Nullable context);

/// Calls a function with data after its objects, and keeps for `lua_wall_results` what becomes of it: with `returns` the
/// first value that the function returned, else the first of the data, which the function may have changed. Either way with
/// all keys as they are ('K').
LuaWallStatus lua_wall_call_with_data(LuaWallMachine *machine, int32_t function, const LuaWallEvent *_Nullable event,
                                      const LuaWallBytes *data, size_t count, bool returns, void *_Nullable context);

/// Why the last call failed, when it did.
const LuaWallError *lua_wall_error(const LuaWallMachine *machine);

LuaWallBytes lua_wall_results(const LuaWallMachine *machine);

/// Forgets the texts of symbols and frees what no script can reach: for events that come with another table of symbols,
/// and to begin from the same state as any other machine.
LuaWallStatus lua_wall_forget_symbols(LuaWallMachine *machine);

/// Bytes that live in the machine.
size_t lua_wall_memory(const LuaWallMachine *machine);

/// Whether the next calls count every single instruction, which is slower, or a hundred at a time. Both end a call at the same
/// instruction.
void lua_wall_count_exactly(LuaWallMachine *machine, bool exactly);

/// The steps that the last call took: instructions, and what was charged for work in C. Whole hundreds of instructions only,
/// where it did not count exactly.
uint64_t lua_wall_steps(const LuaWallMachine *machine);

/// Allocations the machine has asked for, for tests with `failing_allocation`.
uint64_t lua_wall_allocations(const LuaWallMachine *machine);

/// Everything that a script can reach by name, one path and type a line, for the test that compares it with a list.
LuaWallStatus lua_wall_surface(LuaWallMachine *machine, LuaWallError *error);

#pragma clang assume_nonnull end

#endif

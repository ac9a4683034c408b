// Reading what lua_dump writes of a function, to find assignments to variables that outlive a call, functions that this Lua
// compiles wrongly, those that end soon whatever happens, and the names by which a function reads fields.
//
// A variable of a file (or of a helper that ran while the file was loaded) is an upvalue of the function that a rule keeps.
// The compiler assigns to one with the instruction SETUPVAL and with nothing else; scripts have no debug library. So a
// function is clean when no SETUPVAL in it, or in a function inside it, names an upvalue that comes from outside. Variables
// of the call itself, captured by functions inside, may be assigned: they end with the call.
#include "Wall.h"

#include <stdio.h>
#include <string.h>

enum {
    OP_SETUPVAL = 10,
    OP_GETTABLE = 12,
    OP_GETI = 13,
    OP_GETFIELD = 14,
    OP_SELF = 20,
    OP_BANDK = 29,
    OP_BXORK = 31,
    OP_BAND = 41,
    OP_BXOR = 43,
    OP_JMP = 56,
    OP_FORLOOP = 73,
    OP_TFORLOOP = 77,
    /// A jump by so much goes nowhere; by less it goes back.
    NO_JUMP = (1 << 24) - 1,
    /// Beyond this many constants, 5.4.4 drops an operand of bit operations such as `1 | (2 or 3)`.
    MOST_CONSTANTS = 255,
    MOST_FUNCTIONS_DEEP = 200,
    UPVALUES = 256,
    ABSOLUTE_LINE = -0x80,
};

typedef struct {
    const uint8_t *next;
    const uint8_t *end;
    bool broken;
} Reader;

static const uint8_t *skip(Reader *reader, size_t length) {
    if (reader->broken || (size_t)(reader->end - reader->next) < length) {
        reader->broken = true;
        return NULL;
    }
    const uint8_t *here = reader->next;
    reader->next += length;
    return here;
}

static int byte(Reader *reader) {
    const uint8_t *here = skip(reader, 1);
    return here == NULL ? 0 : *here;
}

// Seven bits a byte, the highest first; the last byte has bit 7 set.
static size_t size(Reader *reader) {
    size_t value = 0;
    while (!reader->broken) {
        int next = byte(reader);
        value = value << 7 | (size_t)(next & 0x7f);
        if (next & 0x80) return value;
    }
    return 0;
}

// A text with its length + 1 before it; 0 stands for none.
static const char *text(Reader *reader, size_t *length) {
    size_t stored = size(reader);
    *length = stored > 0 ? stored - 1 : 0;
    return stored > 0 ? (const char *)skip(reader, stored - 1) : NULL;
}

static void skip_text(Reader *reader) {
    size_t length;
    text(reader, &length);
}

static bool header(Reader *reader) {
    static const uint8_t expected[] = {0x1b, 'L', 'u', 'a', 0x54, 0, 0x19, 0x93, '\r', '\n', 0x1a, '\n', 4, 8, 8};
    const uint8_t *here = skip(reader, sizeof expected);
    if (here == NULL || memcmp(here, expected, sizeof expected) != 0) return false;
    skip(reader, 8 + 8 + 1); // A sample integer, a sample number, how many upvalues.
    return !reader->broken;
}

/// Where the upvalues of a function come from: a number of an upvalue of the outermost function, or -1 for a variable of
/// one of the functions in between.
typedef struct {
    int16_t outer[UPVALUES];
    int count;
} Origin;

/// The texts among the constants of a function, by their numbers; all that an instruction can name.
typedef struct {
    Constant texts[256];
} Constants;

typedef struct {
    bool found;
    int upvalue;
    int line;
    int opcode;
    int opcode_count;
    /// Of the outermost function: how many instructions it has, how many functions are inside, and whether it goes back anywhere.
    size_t length;
    size_t inner;
    bool loops;
    /// The outermost function, where it is asked for.
    const uint8_t *code;
    Constants *constants;
    /// The line of a function with bit operations and more than MOST_CONSTANTS constants.
    int miscompiled;
    Assignment *assignment;
} Search;

static size_t constants(Reader *reader, Constants *kept) {
    size_t count = size(reader);
    for (size_t i = 0; i < count && !reader->broken; i++) {
        switch (byte(reader)) {
        case 0x00: case 0x01: case 0x11: // nil, false, true
            break;
        case 0x03: case 0x13: // integer, number
            skip(reader, 8);
            break;
        case 0x04: case 0x14: { // texts
            Constant constant;
            constant.text = text(reader, &constant.length);
            if (kept != NULL && i < sizeof kept->texts / sizeof *kept->texts) kept->texts[i] = constant;
            break;
        }
        default:
            reader->broken = true;
        }
    }
    return count;
}

static uint32_t instruction_at(const uint8_t *code, size_t place) {
    code += 4 * place;
    return (uint32_t)code[0] | (uint32_t)code[1] << 8 | (uint32_t)code[2] << 16 | (uint32_t)code[3] << 24;
}

static void function(Reader *reader, const Origin *parent, int depth, Search *search) {
    if (depth > MOST_FUNCTIONS_DEEP) reader->broken = true;
    if (reader->broken) return;
    skip_text(reader); // source
    int line_defined = (int)size(reader);
    size(reader);    // last line
    skip(reader, 3); // parameters, varargs, stack
    size_t length = size(reader);
    const uint8_t *code = length <= SIZE_MAX / 4 ? skip(reader, length * 4) : NULL;
    if (code == NULL) {
        reader->broken = true;
        return;
    }
    if (depth == 0) search->code = code;
    size_t constant_count = constants(reader, depth == 0 ? search->constants : NULL);
    bool works_on_bits = false;

    Origin origin = {.count = (int)size(reader)};
    if (origin.count > UPVALUES) reader->broken = true;
    for (int i = 0; i < origin.count && !reader->broken; i++) {
        int in_stack = byte(reader), index = byte(reader);
        byte(reader); // kind
        if (parent == NULL) origin.outer[i] = (int16_t)i;
        else origin.outer[i] = in_stack || index >= parent->count ? -1 : parent->outer[index];
    }

    // The first assignment here; its line is in the debug part, which comes after the functions inside.
    size_t at = SIZE_MAX;
    int upvalue = -1;
    for (size_t i = 0; i < length; i++) {
        uint32_t instruction = instruction_at(code, i);
        int opcode = (int)(instruction & 0x7f);
        if (depth == 0) {
            bool jumps_back = opcode == OP_JMP && (instruction >> 7) < NO_JUMP;
            if (opcode == search->opcode) search->opcode_count++;
            if (jumps_back || opcode == OP_FORLOOP || opcode == OP_TFORLOOP) search->loops = true;
        }
        if ((opcode >= OP_BANDK && opcode <= OP_BXORK) || (opcode >= OP_BAND && opcode <= OP_BXOR)) works_on_bits = true;
        if (opcode != OP_SETUPVAL || at != SIZE_MAX) continue;
        int index = (int)(instruction >> 16 & 0xff);
        if (index < origin.count && origin.outer[index] >= 0) {
            at = i;
            upvalue = origin.outer[index];
        }
    }

    if (works_on_bits && constant_count > MOST_CONSTANTS) search->miscompiled = line_defined > 0 ? line_defined : 1;

    size_t inner = size(reader);
    if (depth == 0) {
        search->length = length;
        search->inner = inner;
    }
    for (size_t i = 0; i < inner && !reader->broken; i++) function(reader, &origin, depth + 1, search);

    size_t lines = size(reader);
    const int8_t *deltas = (const int8_t *)skip(reader, lines);
    size_t absolute = size(reader);
    int line = line_defined;
    size_t counted = 0;
    for (size_t i = 0; i < absolute && !reader->broken; i++) {
        size_t place = size(reader);
        int absolute_line = (int)size(reader);
        if (at != SIZE_MAX && place <= at) {
            line = absolute_line;
            counted = place + 1;
        }
    }
    if (at != SIZE_MAX && deltas != NULL) {
        for (size_t i = counted; i <= at && i < lines; i++) {
            if (deltas[i] != ABSOLUTE_LINE) line += deltas[i];
        }
        if (!search->found || line < search->line) {
            search->found = true;
            search->upvalue = upvalue;
            search->line = line;
        }
    }
    size_t locals = size(reader);
    for (size_t i = 0; i < locals && !reader->broken; i++) {
        skip_text(reader);
        size(reader);
        size(reader);
    }
    size_t names = size(reader);
    for (size_t i = 0; i < names && !reader->broken; i++) {
        size_t name_length;
        const char *name = text(reader, &name_length);
        if (depth == 0 && search->found && name != NULL && (int)i == search->upvalue && search->assignment != NULL) {
            snprintf(search->assignment->name, sizeof search->assignment->name, "%.*s", (int)name_length, name);
        }
    }
}

CodeVerdict find_assignment(const uint8_t *code, size_t length, Assignment *found) {
    Reader reader = {code, code + length, false};
    Search search = {.opcode = -1, .assignment = found};
    found->name[0] = 0;
    if (!header(&reader)) return CODE_UNKNOWN;
    function(&reader, NULL, 0, &search);
    if (reader.broken || reader.next != reader.end) return CODE_UNKNOWN;
    found->line = search.line;
    return search.found ? CODE_ASSIGNS : CODE_CLEAN;
}

int count_instructions(const uint8_t *code, size_t length, int opcode) {
    Reader reader = {code, code + length, false};
    Search search = {.opcode = opcode};
    if (!header(&reader)) return -1;
    function(&reader, NULL, 0, &search);
    return reader.broken ? -1 : search.opcode_count;
}

bool ends_within(const uint8_t *code, size_t length, size_t most) {
    Reader reader = {code, code + length, false};
    Search search = {.opcode = -1};
    if (!header(&reader)) return false;
    function(&reader, NULL, 0, &search);
    return !reader.broken && !search.loops && search.inner == 0 && search.length <= most;
}

int find_miscompiled(const uint8_t *code, size_t length) {
    Reader reader = {code, code + length, false};
    Search search = {.opcode = -1};
    if (!header(&reader)) return 0;
    function(&reader, NULL, 0, &search);
    return reader.broken ? 0 : search.miscompiled;
}

int find_names(const uint8_t *code, size_t length, Constant *names, int most) {
    Reader reader = {code, code + length, false};
    Constants constants = {0};
    Search search = {.opcode = -1, .constants = &constants};
    if (!header(&reader)) return -1;
    function(&reader, NULL, 0, &search);
    if (reader.broken) return -1;
    bool seen[sizeof constants.texts / sizeof *constants.texts] = {false};
    int count = 0;
    for (size_t i = 0; i < search.length; i++) {
        uint32_t instruction = instruction_at(search.code, i);
        int opcode = (int)(instruction & 0x7f);
        uint32_t number = instruction >> 24;
        // A method's name stands among the constants or in a register.
        bool is_worked_out = opcode == OP_SELF && (instruction >> 15 & 1) == 0;
        if (opcode == OP_GETTABLE || opcode == OP_GETI || is_worked_out) return -1;
        if ((opcode != OP_GETFIELD && opcode != OP_SELF) || seen[number]) continue;
        if (count == most || constants.texts[number].text == NULL) return -1;
        seen[number] = true;
        names[count++] = constants.texts[number];
    }
    return count;
}

bool is_constant(const Constant *constant, const char *text) {
    return constant->text != NULL && constant->length == strlen(text) && memcmp(constant->text, text, constant->length) == 0;
}

bool mentions(const uint8_t *code, size_t length, const char *text) {
    Reader reader = {code, code + length, false};
    Constants constants = {0};
    Search search = {.opcode = -1, .constants = &constants};
    if (!header(&reader)) return true;
    function(&reader, NULL, 0, &search);
    if (reader.broken) return true;
    for (size_t i = 0; i < sizeof constants.texts / sizeof *constants.texts; i++) {
        if (is_constant(&constants.texts[i], text)) return true;
    }
    return false;
}

int keep_code(lua_State *L, const void *bytes, size_t length, void *buffer) {
    (void)L;
    return buffer_append(buffer, bytes, length) ? 0 : 1;
}

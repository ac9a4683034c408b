// The memory of a batch of events, as its layout tells: see LuaWallLayout.
#ifndef ROWS_H
#define ROWS_H

#include "Wall.h"

#include <string.h>

/// The objects of a machine that sees events.
enum { OBJECT_EVENT = 0, OBJECT_ANSWERS = 1, OBJECT_ATTRIBUTES = 2 };

static inline uint32_t load_half(const uint8_t *bytes) {
    uint32_t value;
    memcpy(&value, bytes, sizeof value);
    return value;
}

static inline int64_t load_word(const uint8_t *bytes) {
    int64_t value;
    memcpy(&value, bytes, sizeof value);
    return value;
}

static inline uint32_t load_short(const uint8_t *bytes) {
    uint16_t value;
    memcpy(&value, bytes, sizeof value);
    return value;
}

/// Whether an event surely lacks all answers whose names have some symbols, each a bit. Most that a rule asks for are not there.
static inline bool lacks_answers(const LuaWallLayout *layout, const LuaWallEvent *event, uint64_t symbols) {
    return ((uint64_t)load_word(event->row + layout->absent_answers) & symbols) == symbols;
}

#endif

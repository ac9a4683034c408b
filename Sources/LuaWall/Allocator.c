// Lua's allocator: the budgets of memory, and blocks kept at hand.
#include "Wall.h"

#include <stdlib.h>
#include <string.h>

// Where somebody watches what is done with memory, every block is malloc's own, as large as it was asked for.
enum {
#if defined(__has_feature) && __has_feature(address_sanitizer)
    KEEPS_SPARE = 0,
#else
    KEEPS_SPARE = 1,
#endif
    // Bytes of spare blocks: about as many as Lua drops in one collection of what a rule makes.
    MOST_SPARE = 256 << 10,
};

// The sizes of spare blocks are those that malloc has: 24, 40, 56 bytes and so on.
static size_t size_class(size_t size) { return size <= 24 ? 0 : (size - 9) / 16; }

static size_t bytes_of(size_t class) { return 24 + 16 * class; }

static bool is_small(size_t size) { return KEEPS_SPARE && size_class(size) < SPARE_SIZES; }

static void *new_block(LuaWallMachine *machine, size_t size) {
    if (!is_small(size)) return malloc(size);
    size_t class = size_class(size);
    SpareBlock *block = machine->spare[class];
    if (block == NULL) return malloc(bytes_of(class));
    machine->spare[class] = block->next;
    machine->spare_bytes -= bytes_of(class);
    return block;
}

static void give_back(LuaWallMachine *machine, void *bytes, size_t size) {
    if (bytes == NULL || !is_small(size) || machine->spare_bytes >= MOST_SPARE) {
        free(bytes);
        return;
    }
    size_t class = size_class(size);
    SpareBlock *block = bytes;
    block->next = machine->spare[class];
    machine->spare[class] = block;
    machine->spare_bytes += bytes_of(class);
}

static void *move_block(LuaWallMachine *machine, void *block, size_t old_size, size_t new_size) {
    if (!is_small(old_size) && !is_small(new_size)) return realloc(block, new_size);
    if (size_class(old_size) == size_class(new_size)) return block;
    void *moved = new_block(machine, new_size);
    if (moved == NULL) return NULL;
    memcpy(moved, block, old_size < new_size ? old_size : new_size);
    give_back(machine, block, old_size);
    return moved;
}

void free_spare_blocks(LuaWallMachine *machine) {
    for (size_t i = 0; i < SPARE_SIZES; i++) {
        while (machine->spare[i] != NULL) {
            SpareBlock *block = machine->spare[i];
            machine->spare[i] = block->next;
            free(block);
        }
    }
}

// Refuses memory. Lua raises an error for it without asking the message handler, so the line is noted here.
static void *refuse_memory(LuaWallMachine *machine, LuaWallStatus status) {
    if (machine->latch == LuaWallStatusDone && status != LuaWallStatusDone) machine->latch = status;
    if (machine->latch != LuaWallStatusDone) note_line(machine);
    return NULL;
}

// Lua's allocator. Lua answers a refusal with a full collection and asks again, so the first one is no verdict on what lives.
// What a call has asked for in all is: no collection takes that back. Making a block smaller is never refused: Lua counts
// on that.
void *allocate(void *context, void *block, size_t old_size, size_t new_size) {
    LuaWallMachine *machine = context;
    size_t held = block == NULL ? 0 : old_size; // Without a block Lua passes the kind of object there.
    if (new_size == 0) {
        give_back(machine, block, held);
        machine->used -= held;
        return NULL;
    }
    if (new_size > held) {
        machine->allocations++;
        machine->allocation -= (int64_t)(new_size - held);
        if (machine->allocation < 0 && machine->latch == LuaWallStatusDone) {
            return refuse_memory(machine, LuaWallStatusAllocated);
        }
        if (machine->latch == LuaWallStatusAllocated) return NULL;
        if (machine->setup.failing_allocation != 0 && machine->allocations == machine->setup.failing_allocation) {
            machine->starving = true;
        }
        size_t limit = machine->setup.limits.memory_bytes + (machine->latch != LuaWallStatusDone ? RESERVE : 0);
        if (machine->starving || machine->used + (new_size - held) > limit) {
            // The second refusal in a call ends it, whatever the script does next.
            return refuse_memory(machine, ++machine->refusals >= 2 ? LuaWallStatusMemory : LuaWallStatusDone);
        }
    }
    void *moved = block == NULL ? new_block(machine, new_size) : move_block(machine, block, held, new_size);
    if (moved == NULL) return new_size <= held ? block : NULL;
    machine->used += new_size - held;
    return moved;
}

#include "AllocatorWall.h"

#include <malloc.h>

enum { MEBIBYTE = 1 << 20 };

void allocator_wall_take_large_steps(void) {
    mallopt(M_TOP_PAD, 16 * MEBIBYTE);
    // Setting one ends the adjustment of the others, which would come to the same for the blocks of a batch.
    mallopt(M_MMAP_THRESHOLD, 32 * MEBIBYTE);
    mallopt(M_TRIM_THRESHOLD, 64 * MEBIBYTE);
}

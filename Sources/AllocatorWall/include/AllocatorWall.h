// How the allocator of the C library takes memory from the system.
#ifndef ALLOCATOR_WALL_H
#define ALLOCATOR_WALL_H

/// Has it take memory in large steps, and keep what it has got. In its own small steps the workers change the address space of the
/// program hundreds of times in a run, and each time all of them wait. Memory that is not used yet costs nothing.
/// Once, before there are threads.
void allocator_wall_take_large_steps(void);

#endif

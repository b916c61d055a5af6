// The memory that a supervisor inherits from its controller.
#pragma once

#include <cstddef>

namespace vfload {

/// Gives back the controller's heaps (JavaScript's, malloc's, JIT code, other threads' stacks), which a
/// supervisor and its children would otherwise hold a copy-on-write share of. Only for a process with one
/// thread that never returns to the controller's code and never allocates. Keeps: what holds the stack
/// pointer and the thread's own block, all file mappings and what adjoins them (the .bss of libraries),
/// shared mappings. Does nothing under a sanitizer, whose shadow memory looks like a heap, nor where this
/// code was not linked with -z now. Returns the number of bytes of address space given back.
size_t shed_inherited_memory();

}  // namespace vfload

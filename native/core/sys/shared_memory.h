// Anonymous memory. Shared memory is inherited by children as the same pages at the same address.
#pragma once

#include <stddef.h>
#include <sys/mman.h>

namespace vfload::sys {

/// Zeroed memory shared with every later child; nullptr when there is none.
inline void* map_shared(size_t bytes) {
  void* memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  return memory == MAP_FAILED ? nullptr : memory;
}

/// Zeroed memory of this process alone; nullptr when there is none.
inline void* map_private(size_t bytes) {
  void* memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return memory == MAP_FAILED ? nullptr : memory;
}

inline void unmap(void* memory, size_t bytes) {
  if (memory != nullptr) munmap(memory, bytes);
}

}  // namespace vfload::sys

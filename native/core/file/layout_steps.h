// The steps by which a file that was just opened for laying out gets its size and content (fio-semantics
// 2.2): the same whoever decides what is laid out and how it is named.
#pragma once

#include <cstdint>

#include "core/supervise/task.h"

namespace vfload {

/// fio's `fallocate=`.
enum class Allocation : uint8_t { kNative, kNone, kPosix, kKeepSize, kTruncate };

struct LayoutSteps {
  const char* name;   ///< for failures
  uint64_t size;      ///< bytes; of the whole file
  uint64_t old_size;  ///< what lies below was there before, and stays in the cache
  Allocation allocation;
  bool written;          ///< full of data; else no more than space
  bool zeros;            ///< zeros instead of incompressible data
  bool synced;           ///< fsync after writing (`create_fsync`)
  bool until_full;       ///< the end of the space is the end of the file, and no error (`fill_device`)
  bool tries_space;      ///< that there is too little for an allocation is left to the writes to find out
  uint32_t block_bytes;  ///< of a write; 0: vfload's own large blocks, with write-back in between
};

/// False: failed or stopped (EINTR), see the context's failure.
bool carry_out_layout(int fd, const LayoutSteps& steps, const TaskContext& context);

}  // namespace vfload

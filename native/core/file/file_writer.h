// Writes a whole file from its beginning, makes it durable where asked, and reports progress.
#pragma once

#include <cstdint>

#include "core/supervise/task.h"

namespace vfload {

struct FileToWrite {
  int fd;
  const char* name;
  uint64_t size;
  uint32_t block_bytes;  ///< of a write; 0: large blocks, with write-back in between
  bool zeros;
  bool synced;      ///< fsync at the end
  bool until_full;  ///< the end of the space is the end of the file
};

/// Writes `size` bytes in blocks, or as many as there is space for, the last one short, from the descriptor's
/// position, which is the start. False: failed or stopped (EINTR), see the context's failure.
bool write_whole_file(const FileToWrite& file, const TaskContext& context);

}  // namespace vfload

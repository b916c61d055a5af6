// Writes a whole file from its beginning, makes it durable and reports progress.
#pragma once

#include <cstdint>

#include "core/supervise/task.h"

namespace vfload {

struct FileToWrite {
  int fd;
  const char* name;
  uint64_t size;
  bool zeros;
};

/// Writes `size` bytes in large blocks, the last one short, then fsync. False: failed or stopped (EINTR), see
/// the context's failure.
bool write_whole_file(const FileToWrite& file, const TaskContext& context);

}  // namespace vfload

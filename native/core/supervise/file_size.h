// The present size of a job's file after a SIGBUS. Asking blocks when the file system hangs, so a process of
// its own asks and the supervisor, which makes no path call under the measured directory, waits for it with a
// deadline.
#pragma once

#include <sys/types.h>

#include <cstdint>

#include "core/job/spec.h"

namespace vfload {

/// Where the asking process puts its answer: shared memory.
struct FileSizeAnswer {
  bool* known;
  uint64_t* size;
};

/// Asks for at most `timeout_ns`; the answer stays unknown when that was too short.
void ask_file_size(const JobSpec& spec, FileSizeAnswer answer, uint64_t timeout_ns);

}  // namespace vfload

// Deadlines of supervised work.
#pragma once

#include <cstdint>

namespace vfload {

struct Limits {
  uint64_t stuck_after_ns;       ///< a job with I/O in flight and none completed for so long is stuck
  uint64_t end_grace_ns;         ///< as is one that has not ended so long after its end
  uint64_t task_stuck_after_ns;  ///< a task (layout, …) or a sync without progress for so long is stuck
  uint64_t kill_grace_ns;        ///< what SIGKILL may take before a process is abandoned
};

}  // namespace vfload

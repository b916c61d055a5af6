// What runs in the processes that a supervisor forks.
#pragma once

#include <sys/types.h>

#include "core/supervise/work.h"

namespace vfload {

/// Forks without the C library's fork handlers: they may touch memory of the controller that the supervisor
/// has given back. Right only in a process with one thread, for children that allocate nothing. 0 in the
/// child, -errno on failure.
pid_t fork_plain();

/// The child's whole life: one job, all jobs as threads, or the task. `control_pipe` is open for tasks only.
[[noreturn]] void live_as_child(Work& work, uint32_t index, pid_t supervisor, int control_pipe);

}  // namespace vfload

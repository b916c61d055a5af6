// The controller's side: forks a supervisor and learns how it ended.
#pragma once

#include <sys/types.h>

#include "core/supervise/work.h"

namespace vfload {

/// A supervisor that runs. The controller owns both descriptors.
struct Launched {
  int error;  ///< 0, or an errno: nothing was started
  pid_t supervisor;
  int control_pipe;  ///< write end; closing it tells the supervisor that nobody waits any more
  int end_pipe;      ///< read end; end of file when the supervisor has ended
};

/// Forks the supervisor of `work`. `hold`: a descriptor that the supervisor keeps open for as long as it
/// lives (the keeper's control pipe, so that the keeper waits for it), or -1. May be called from any thread.
Launched launch(Work& work, int hold);

/// Asks for a drained end; returns at once.
void request_stop(Work& work, int control_pipe);

}  // namespace vfload

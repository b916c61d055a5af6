// What a job does to its process before it works, and the programs that it runs beside its I/O.
#pragma once

#include "core/job/spec.h"
#include "core/measure/statistics.h"

namespace vfload {

struct ProcessProblem {
  FailurePoint where;
  int error;  ///< an errno (positive); 0: none
};

/// User and group, CPUs, memory, priorities, in fio's order. Threads (`thread=1`) have them for themselves.
ProcessProblem set_up_process(const JobSpec& spec);

/// Waits for the end of a command of the shell. False: it did not exit with 0.
bool run_shell(const char* command);

}  // namespace vfload

// The driver's command line: fio's names as key=value.
#pragma once

#include <cstdint>

#include "core/job/spec.h"

namespace vfload::driver {

struct Options {
  JobSpec spec = {};
  uint32_t jobs = 1;           ///< numjobs; above 1 each is a process
  bool one_file_a_job = true;  ///< filename gets the job's number appended
  bool kernel_clock = false;   ///< clocksource=kernel
  uint32_t progress_ms = 0;    ///< time between two readings of the progress; 0: none
};

/// Fills in fio's defaults, then every argument. On a wrong one prints what was expected to stderr and
/// returns false.
bool parse_options(int count, char** arguments, Options* options);

/// One line a key.
void print_usage();

}  // namespace vfload::driver

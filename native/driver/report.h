// What the driver prints of a job.
#pragma once

#include "core/job/job.h"
#include "driver/progress.h"

namespace vfload::driver {

/// A JSON object on stdout. `wait_status`: how the job's process ended, as waitpid(2) tells. `trace` may be
/// null.
void print_job(const JobContext& job, int wait_status, const ProgressTrace* trace);

}  // namespace vfload::driver

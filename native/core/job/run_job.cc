#include "core/engine/table.h"
#include "core/job/job.h"
#include "core/job/job_run.h"

namespace vfload {

void run_job(const JobContext& context) {
  JobRun job(context);
  engine_table()[context.spec->engine].run(job);
}

}  // namespace vfload

#include "core/engine/psync.h"

#include "core/engine/table.h"
#include "core/job/run_engine.h"

namespace vfload {

void run_psync(JobRun& job) {
  Psync engine;
  run_engine(job, engine);
}

}  // namespace vfload

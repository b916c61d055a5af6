#include "core/engine/vsync.h"

#include "core/engine/table.h"
#include "core/job/run_engine.h"

namespace vfload {

void run_vsync(JobRun& job) {
  Vsync engine;
  run_engine(job, engine);
}

}  // namespace vfload

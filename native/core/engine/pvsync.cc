#include "core/engine/pvsync.h"

#include "core/engine/table.h"
#include "core/job/run_engine.h"

namespace vfload {

void run_pvsync(JobRun& job) {
  Pvsync engine;
  run_engine(job, engine);
}

void run_pvsync2(JobRun& job) {
  Pvsync2 engine;
  run_engine(job, engine);
}

}  // namespace vfload

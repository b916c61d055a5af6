#include "core/engine/sync.h"

#include "core/engine/table.h"
#include "core/job/run_engine.h"

namespace vfload {

void run_sync(JobRun& job) {
  Sync engine;
  run_engine(job, engine);
}

}  // namespace vfload

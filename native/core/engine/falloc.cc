#include "core/engine/falloc.h"

#include "core/engine/table.h"
#include "core/job/run_engine.h"

namespace vfload {

void run_falloc(JobRun& job) {
  Falloc engine;
  run_engine(job, engine);
}

void run_ftruncate(JobRun& job) {
  Ftruncate engine;
  run_engine(job, engine);
}

}  // namespace vfload

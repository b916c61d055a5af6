#include "core/engine/null.h"

#include "core/engine/table.h"
#include "core/job/run_engine.h"

namespace vfload {

void run_null(JobRun& job) {
  if (job.spec().iodepth == 1) {
    NullSync engine;
    run_engine(job, engine);
  } else {
    NullAsync engine;
    run_engine(job, engine);
  }
}

}  // namespace vfload

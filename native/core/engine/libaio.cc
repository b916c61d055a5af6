#include "core/engine/libaio.h"

#include "core/engine/table.h"
#include "core/job/run_engine.h"

namespace vfload {

void run_libaio(JobRun& job) {
  Libaio engine;
  run_engine(job, engine);
}

}  // namespace vfload

#include "core/engine/io_uring.h"

#include "core/engine/table.h"
#include "core/job/run_engine.h"

namespace vfload {

void run_io_uring(JobRun& job) {
  IoUring engine;
  run_engine(job, engine);
}

}  // namespace vfload

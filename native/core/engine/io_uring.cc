#include "core/engine/io_uring.h"

#include "core/engine/io_uring_tuned.h"
#include "core/engine/table.h"
#include "core/job/run_engine.h"

namespace vfload {

void run_io_uring(JobRun& job) {
  if (IoUringTuned::is_wanted_by(job.spec().engine_options)) {
    IoUringTuned engine;
    run_engine(job, engine);
  } else {
    IoUring engine;
    run_engine(job, engine);
  }
}

}  // namespace vfload

#include "core/engine/posixaio.h"

#include "core/engine/table.h"
#include "core/job/run_engine.h"

namespace vfload {

void run_posixaio(JobRun& job) {
  PosixAio engine;
  run_engine(job, engine);
}

void load_posixaio() { posix_aio_library(); }

}  // namespace vfload

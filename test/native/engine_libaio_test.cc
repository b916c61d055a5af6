#include <doctest/doctest.h>

#include "core/engine/libaio.h"
#include "job_under_test.h"

using namespace vfload;

TEST_CASE("libaio without a readable ring asks the kernel for its events") {
  for (const uint32_t depth : {1U, 16U}) {
    const ScratchDirectory directory;
    write_zeros(directory, 64 * 4096);
    JobUnderTest job(directory);
    job.spec.iodepth = depth;
    job.spec.workload = Workload::kRandReadWrite;
    Libaio engine(0);
    job.run_with(engine);
    SKIP_IF_REFUSED(job);
    CHECK_FALSE(engine.reads_ring());
    CHECK(job.failure.error == 0);
    CHECK(job.completed() == 64);
    CHECK(job.bytes() == 64 * 4096);
  }
}

TEST_CASE("libaio reads the ring where it is the one it knows, around its end too") {
  const ScratchDirectory directory;
  write_zeros(directory, 64 * 4096);
  JobUnderTest job(directory);
  job.spec.size = 64 * 4096;
  job.spec.block_size = 512;
  Libaio engine;
  job.run_with(engine);
  if (job.refused_by_kernel()) {
    MESSAGE("skipped: no aio");
    return;
  }
  CHECK(engine.reads_ring());
  CHECK(job.failure.error == 0);
  CHECK(job.completed() == 512);
}

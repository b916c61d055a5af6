#include <doctest/doctest.h>

#include "core/engine/io_uring.h"
#include "job_under_test.h"

using namespace vfload;

namespace {

/// Runs 64 random I/Os; false where the kernel refuses io_uring.
bool runs(JobUnderTest& job, IoUring& engine) {
  job.spec.workload = Workload::kRandReadWrite;
  job.run_with(engine);
  if (job.refused_by_kernel()) {
    MESSAGE("skipped: no io_uring: " << strerror(job.failure.error));
    return false;
  }
  CHECK(job.failure.error == 0);
  CHECK(job.completed() == 64);
  CHECK(job.bytes() == 64 * 4096);
  return true;
}

}  // namespace

TEST_CASE("io_uring falls back over flags that the kernel does not know, down to none") {
  const ScratchDirectory directory;
  write_zeros(directory, 64 * 4096);
  JobUnderTest job(directory);
  constexpr uint32_t kUnknown = 1U << 31;
  constexpr uint32_t kAttempts[] = {kUnknown | sys::kUringSetupCqSize, kUnknown, 0};
  IoUring engine({.flag_attempts = kAttempts});
  if (!runs(job, engine)) return;
  CHECK(engine.setup_flags() == 0);
}

TEST_CASE("io_uring works on every rung of the ladder of flags, in batches and with what is registered") {
  for (const uint32_t flags : kUringFlagAttempts) {
    for (const uint32_t minimum : {0U, 1U, 4U}) {
      const ScratchDirectory directory;
      write_zeros(directory, 64 * 4096);
      JobUnderTest job(directory);
      job.spec.iodepth_batch_complete_min = minimum;
      job.spec.registerfiles = job.spec.fixedbufs = minimum == 4;
      const uint32_t attempts[] = {flags};
      IoUring engine({.flag_attempts = attempts});
      job.spec.workload = Workload::kRandReadWrite;
      job.run_with(engine);
      if (job.refused_by_kernel() || job.failure.error == EINVAL) {
        MESSAGE("skipped: this kernel does not know the flags: " << strerror(job.failure.error));
        continue;
      }
      CHECK(job.failure.error == 0);
      CHECK(job.completed() == 64);
      CHECK(job.bytes() == 64 * 4096);
    }
  }
}

TEST_CASE("io_uring that is refused with every flag says EINVAL") {
  const ScratchDirectory directory;
  write_zeros(directory, 64 * 4096);
  JobUnderTest job(directory);
  constexpr uint32_t kAttempts[] = {1U << 31};
  IoUring engine({.flag_attempts = kAttempts});
  job.run_with(engine);
  if (job.failure.error == ENOSYS || job.failure.error == EPERM) return;
  CHECK(job.failure.error == EINVAL);
  CHECK(job.failure.where == static_cast<uint32_t>(FailurePoint::kEngineSetup));
}

TEST_CASE("io_uring does without READ and WRITE") {
  const ScratchDirectory directory;
  write_zeros(directory, 64 * 4096);
  JobUnderTest job(directory);
  IoUring engine({.vectored = true});
  if (!runs(job, engine)) return;
  CHECK(engine.vectored());
}

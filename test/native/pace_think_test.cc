// The thinktime options: the expected counts are those of fio 3.33 under strace.
#include <doctest/doctest.h>

#include "core/pace/think_rule.h"
#include "job_under_test.h"

using namespace vfload;

namespace {

constexpr uint64_t kMs = 1'000'000;

PacingSpec thinking(uint64_t blocks, uint64_t io_ms = 0) {
  PacingSpec spec = {};
  spec.think_ns = 50 * kMs;
  spec.think_blocks = blocks;
  spec.think_io_ns = io_ms * kMs;
  return spec;
}

}  // namespace

TEST_CASE("a pause counts its I/Os from the one before, those that it waits for included") {
  const PacingSpec spec = thinking(10);
  ThinkRule rule;
  rule.set_up(spec);
  rule.start(0);
  // libaio at iodepth 16: with the tenth completion 15 are in flight, so that one more brings the next pause.
  CHECK_FALSE(rule.due(24, 9, 1));
  CHECK(rule.due(25, 10, 2));
  CHECK(rule.due(26, 25, 3));
  CHECK_FALSE(rule.due(49, 34, 4));
  CHECK(rule.due(50, 35, 5));
}

TEST_CASE("issued I/Os are counted where that is asked for") {
  PacingSpec spec = thinking(3);
  spec.think_counts_issued = true;
  ThinkRule rule;
  rule.set_up(spec);
  rule.start(0);
  CHECK_FALSE(rule.due(2, 0, 1));
  CHECK(rule.due(3, 0, 2));
  CHECK_FALSE(rule.due(5, 3, 3));
  CHECK(rule.due(6, 3, 4));
}

TEST_CASE("thinktime_iotime counts from the beginning of the pause before") {
  const PacingSpec spec = thinking(0, 1000);
  ThinkRule rule;
  rule.set_up(spec);
  rule.start(0);
  CHECK_FALSE(rule.due(1'000'000, 1'000'000, 1049 * kMs));
  CHECK(rule.due(1'000'001, 1'000'001, 1050 * kMs));
  CHECK(rule.pause().until_ns == 1100 * kMs);
  CHECK_FALSE(rule.due(2'000'000, 2'000'000, 2099 * kMs));
  CHECK(rule.due(2'000'001, 2'000'001, 2100 * kMs));
}

TEST_CASE("spinning ends with the pause") {
  PacingSpec spec = thinking(1);
  spec.think_spin_ns = 20 * kMs;
  ThinkRule rule;
  rule.set_up(spec);
  rule.start(0);
  REQUIRE(rule.due(1, 1, kMs));
  CHECK(rule.pause().spin_until_ns == 21 * kMs);
  spec.think_spin_ns = 80 * kMs;
  CHECK(rule.pause().spin_until_ns == 51 * kMs);
}

TEST_CASE("a pause is part of the runtime and of no latency, also after the last I/O") {
  for (const char* engine : {"psync", "libaio", "null"}) {
    const ScratchDirectory directory;
    write_zeros(directory, 64 * 4096);
    JobUnderTest job(directory);
    job.use_engine(engine);
    job.spec.pacing = thinking(16);
    job.spec.pacing.think_spin_ns = 5 * kMs;
    job.run();
    SKIP_IF_REFUSED(job);
    CAPTURE(engine);
    CHECK(job.completed() == 64);
    CHECK(job.statistics.job_runtime_ns >= 50 * kMs);
    CHECK(job.read().lat.sum < job.statistics.job_runtime_ns * 4);
  }
}

TEST_CASE("the end of the runtime ends a pause, and so does the stop flag") {
  const ScratchDirectory directory;
  write_zeros(directory, 64 * 4096);
  JobUnderTest job(directory);
  job.spec.pacing = thinking(1);
  job.spec.pacing.think_ns = 3600 * kNsPerSecond;
  job.spec.time_based = true;
  job.spec.runtime_ns = 20 * kMs;
  job.run();
  CHECK(job.completed() == 1);
  CHECK(job.statistics.job_runtime_ns >= 20 * kMs);
  CHECK(job.statistics.job_runtime_ns < 60 * kNsPerSecond);
  job.spec.runtime_ns = 0;
  job.gate.stop = 1;
  job.run();
  CHECK(job.failure.error == 0);
}

TEST_CASE("an I/O that takes longer than max_latency ends the job, and is counted") {
  const ScratchDirectory directory;
  write_zeros(directory, 64 * 4096);
  JobUnderTest job(directory);
  job.spec.pacing.max_latency_ns = 1;
  job.run();
  CHECK(job.failure.error == ETIMEDOUT);
  CHECK(job.failure.where == static_cast<uint32_t>(FailurePoint::kMaxLatency));
  CHECK(job.completed() == 1);
  CHECK(job.read().lat.count == 1);
  CHECK(job.failure.late.lat_ns == job.read().lat.max);
  CHECK(job.failure.late.limit_ns == 1);
  CHECK(job.failure.late.direction == Direction::kRead);
}

TEST_CASE("a rate decides how many I/Os a runtime has room for, the one at its very end included") {
  for (const char* engine : {"psync", "libaio", "null"}) {
    const ScratchDirectory directory;
    write_zeros(directory, 64 * 4096);
    JobUnderTest job(directory);
    job.use_engine(engine);
    job.spec.time_based = true;
    job.spec.runtime_ns = 100 * kMs;
    job.spec.pacing.rates[0].bytes_per_s = 20 * 4096;
    job.run();
    SKIP_IF_REFUSED(job);
    CAPTURE(engine);
    // At 0 and 50 ms, and at 100 ms unless the machine let it wait for longer.
    CHECK(job.completed() >= 2);
    CHECK(job.completed() <= 3);
  }
}

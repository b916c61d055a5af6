// rate, rate_iops, rate_process: the expected times are those of fio 3.33's iologs
// (test/parity/pacing.test.ts compares again where it is installed).
#include <doctest/doctest.h>

#include <memory>
#include <vector>

#include "core/measure/clock.h"
#include "core/pace/pacer.h"

using namespace vfload;

namespace {

constexpr uint64_t kMs = 1'000'000;
constexpr uint64_t kBlock = 4096;

std::unique_ptr<JobSpec> spec_for(Workload workload, uint64_t read_rate, uint64_t write_rate) {
  auto spec = std::make_unique<JobSpec>();
  spec->workload = workload;
  spec->block_size = kBlock;
  spec->job_number = 1;
  spec->randrepeat = true;
  spec->pacing.rates[0].bytes_per_s = read_rate;
  spec->pacing.rates[1].bytes_per_s = write_rate;
  return spec;
}

/// When the next `count` reads are due, each of them issued as soon as it is.
std::vector<uint64_t> due_times(Pacer& pacer, int count) {
  std::vector<uint64_t> times;
  for (int i = 0; i < count; ++i) {
    times.push_back(pacer.due_ns());
    pacer.issued(Direction::kRead, kBlock);
  }
  return times;
}

}  // namespace

TEST_CASE("a linear rate begins at once and adds no rounding up") {
  const auto spec = spec_for(Workload::kRead, 3 * kBlock, 0);
  Pacer pacer;
  pacer.set_up(*spec);
  pacer.start(kNsPerSecond);
  REQUIRE(pacer.holds_back());
  const std::vector<uint64_t> times = due_times(pacer, 7);
  CHECK(times[0] == kNsPerSecond);
  CHECK(times[1] == kNsPerSecond + 333'333'333);
  CHECK(times[6] == 3 * kNsPerSecond);
}

TEST_CASE("what a stall cost of a linear rate is caught up") {
  const auto spec = spec_for(Workload::kRead, 100 * kBlock, 0);
  Pacer pacer;
  pacer.set_up(*spec);
  pacer.start(0);
  due_times(pacer, 1);
  // 55 ms later five more are due, and a sixth only at 60 ms.
  for (int i = 0; i < 5; ++i) {
    CHECK(pacer.due_ns() <= 55 * kMs);
    pacer.issued(Direction::kRead, kBlock);
  }
  CHECK(pacer.due_ns() == 60 * kMs);
}

TEST_CASE("the gaps of a Poisson process are those of fio 3.33") {
  const auto spec = spec_for(Workload::kRandRead, 100 * kBlock, 0);
  spec->pacing.rate_process = RateProcess::kPoisson;
  Pacer pacer;
  pacer.set_up(*spec);
  pacer.start(0);
  const uint64_t expected_us[] = {0, 23452, 28210, 31305, 41920, 79464, 94777, 102932, 106116, 118238};
  const std::vector<uint64_t> times = due_times(pacer, 10);
  for (size_t i = 0; i < times.size(); ++i) CHECK(times[i] == expected_us[i] * 1000);
}

TEST_CASE("in a mixed job the direction that is due takes the turn of one that is ahead") {
  const auto spec = spec_for(Workload::kRandReadWrite, 100 * kBlock, 30 * kBlock);
  Pacer pacer;
  pacer.set_up(*spec);
  pacer.start(0);
  CHECK(pacer.due_directions(0) == kAllDirections);
  pacer.issued(Direction::kRead, kBlock);
  CHECK(pacer.due_directions(0) == 2);
  pacer.issued(Direction::kWrite, kBlock);
  CHECK(pacer.due_directions(0) == 0);
  CHECK(pacer.due_ns() == 10 * kMs);
  CHECK(pacer.due_directions(10 * kMs) == 1);
}

TEST_CASE("a direction without a rate never waits for one that has one") {
  const auto spec = spec_for(Workload::kReadWrite, 100 * kBlock, 0);
  Pacer pacer;
  pacer.set_up(*spec);
  pacer.start(0);
  pacer.issued(Direction::kRead, kBlock);
  CHECK(pacer.due_ns() == 0);
  CHECK(pacer.due_directions(1) == 2);
}

TEST_CASE("the rate of a direction that the job does not have holds nothing back") {
  const auto spec = spec_for(Workload::kRead, 0, 100 * kBlock);
  Pacer pacer;
  pacer.set_up(*spec);
  pacer.start(0);
  CHECK_FALSE(pacer.holds_back());
}

TEST_CASE("rate_ignore_thinktime moves the schedule as fio 3.33 does") {
  // Ten I/Os at 100/s, then a pause: when the next two are due.
  struct Known {
    uint64_t pause_ms;
    uint64_t next_ms;
    uint64_t after_ms;
  };
  for (const Known& known : {Known{5, 100, 115}, Known{25, 100, 125}, Known{200, 100, 300}}) {
    const auto spec = spec_for(Workload::kRead, 100 * kBlock, 0);
    spec->pacing.rate_ignore_thinktime = true;
    spec->pacing.think_ns = known.pause_ms * kMs;
    Pacer pacer;
    pacer.set_up(*spec);
    pacer.start(0);
    due_times(pacer, 10);
    pacer.thought((90 + known.pause_ms) * kMs);
    CAPTURE(known.pause_ms);
    CHECK(pacer.due_ns() == known.next_ms * kMs);
    pacer.issued(Direction::kRead, kBlock);
    CHECK(pacer.due_ns() == known.after_ms * kMs);
  }
}

TEST_CASE("a minimum rate is looked at after two seconds, over each cycle") {
  MinimumRate minimum;
  minimum.set_up({.bytes_per_s = 0, .min_bytes_per_s = 1000, .min_ios_per_s = 0}, 300 * kMs);
  minimum.start(0);
  CHECK_FALSE(minimum.missed(1, 1, 1999 * kMs));
  CHECK_FALSE(minimum.missed(1, 1, 2000 * kMs));
  CHECK_FALSE(minimum.missed(1, 1, 2299 * kMs));
  CHECK_FALSE(minimum.missed(301, 2, 2300 * kMs));
  CHECK(minimum.missed(600, 3, 2600 * kMs));
}

TEST_CASE("a direction that has transferred nothing misses no minimum") {
  MinimumRate minimum;
  minimum.set_up({.bytes_per_s = 0, .min_bytes_per_s = 0, .min_ios_per_s = 10}, 1000 * kMs);
  minimum.start(0);
  CHECK_FALSE(minimum.missed(0, 0, 9000 * kMs));
  CHECK_FALSE(minimum.missed(1, 1, 9001 * kMs));
  CHECK(minimum.missed(10, 10, 10'001 * kMs));
}

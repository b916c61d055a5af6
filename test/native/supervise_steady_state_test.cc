#include <doctest/doctest.h>

#include <vector>

#include "core/supervise/steady_state.h"
#include "core/sys/clock.h"

using namespace vfload;

namespace {

constexpr uint64_t kSecond = 1000 * sys::kNsPerMs;
constexpr uint64_t kEpoch = 100 * kSecond;

/// A unit whose jobs do as many I/Os of 4 KiB each second as the test says.
struct Measured {
  explicit Measured(const SteadySpec& spec) : ring(spec.samples) {
    unit.spec = spec;
    unit.ring = ring.data();
    unit.begin(kEpoch);
  }
  bool second(uint64_t ios) {
    now_ns += kSecond;
    done.ios += ios;
    done.bytes += ios * 4096;
    return unit.look(now_ns, done);
  }
  std::vector<SteadySample> ring;
  SteadyUnit unit = {};
  SteadyCounts done = {};
  uint64_t now_ns = kEpoch;
};

SteadySpec spec_of(SteadyMeasure measure, bool slope, bool percent, double limit, uint32_t samples) {
  return {.samples = samples,
          .measure = measure,
          .slope = slope,
          .percent = percent,
          .limit = limit,
          .ramp_ns = 0};
}

}  // namespace

TEST_CASE("steady state: the furthest rate from the mean decides, as fio 3.33 reckons it") {
  // Its JSON of such rates: max_deviation 4.666667, criterion 0.233489%.
  Measured run(spec_of(SteadyMeasure::kIops, false, true, 0.24, 3));
  CHECK(!run.second(2001));
  CHECK(!run.second(2001));
  CHECK(run.second(1994));
  CHECK(run.unit.finding.max_deviation == doctest::Approx(4.666667));
  CHECK(run.unit.finding.criterion == doctest::Approx(0.233489));
  CHECK(run.unit.finding.slope == 0);
}

TEST_CASE("steady state: the slope of bandwidth is of the line that fits best") {
  // Of fio 3.33: rates 8192000, 8196100, 8200200 have the slope 4100.
  std::vector<SteadySample> ring = {{0, 8196100}, {0, 8200200}, {0, 8192000}};
  const SteadySpec spec = spec_of(SteadyMeasure::kBandwidth, true, false, 4100, 3);
  const SteadyFinding finding = judge_steadiness(spec, ring.data(), 2);
  CHECK(finding.slope == doctest::Approx(4100));
  CHECK(!finding.attained);
  CHECK(judge_steadiness(spec_of(SteadyMeasure::kBandwidth, true, false, 4101, 3), ring.data(), 2).attained);
}

TEST_CASE("steady state: rates that fall are as little steady as rates that rise") {
  std::vector<SteadySample> falling = {{300, 0}, {200, 0}, {100, 0}};
  const SteadySpec spec = spec_of(SteadyMeasure::kIops, true, false, 50, 3);
  CHECK(!judge_steadiness(spec, falling.data(), 0).attained);
  CHECK(judge_steadiness(spec, falling.data(), 0).slope == doctest::Approx(-100));
}

TEST_CASE("steady state: only the newest samples count") {
  Measured run(spec_of(SteadyMeasure::kIops, false, true, 1, 2));
  CHECK(!run.second(1000));
  CHECK(!run.second(2000));
  CHECK(run.second(2000));
  CHECK(run.unit.sample(0).iops == 2000);
  CHECK(run.unit.next_look_ns() == UINT64_MAX);
}

TEST_CASE("steady state: nothing is sampled in its ramp") {
  SteadySpec spec = spec_of(SteadyMeasure::kIops, false, true, 50, 1);
  spec.ramp_ns = 2 * kSecond;
  Measured run(spec);
  CHECK(!run.second(10));
  CHECK(!run.second(10));
  CHECK(run.second(2000));
  CHECK(run.unit.sample(0).iops == 2000);
}

TEST_CASE("steady state: a pause is not steady, and what was not sampled is 0") {
  Measured run(spec_of(SteadyMeasure::kIops, false, true, 50, 3));
  CHECK(!run.second(0));
  CHECK(!run.second(0));
  CHECK(run.unit.sample(2).iops == 0);
  CHECK(!run.second(0));
}

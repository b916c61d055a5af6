#include <doctest/doctest.h>

#include <sched.h>
#include <time.h>

#include <cmath>
#include <cstdint>
#include <cstring>

#include "core/measure/clock.h"

using namespace vfload;

namespace {

uint64_t raw_now_ns() {
  timespec now = {};
  clock_gettime(CLOCK_MONOTONIC_RAW, &now);
  return static_cast<uint64_t>(now.tv_sec) * kNsPerSecond + static_cast<uint64_t>(now.tv_nsec);
}

Clock calibrated(ClockPreference preference) {
  ClockCalibration calibration;
  calibration.begin();
  return calibration.finish(preference);
}

struct Pair {
  uint64_t clock_ns;
  uint64_t raw_ns;
};

uint64_t real_ticks() { return cpu_counter().ticks(); }

/// Half a tick a nanosecond.
uint64_t slow_ticks() { return raw_now_ns() / 2; }

/// A counter that is off on every second CPU, by less than half a millisecond.
uint64_t skewed_ticks() { return real_ticks() + (sched_getcpu() % 2 == 0 ? 0 : 1'000'000); }

bool yes() { return true; }
bool no() { return false; }

/// What a calibration comes to on a machine with such a counter. Whatever it is, there is a clock.
ClockChoice choice_with(const CounterSource& counter) {
  ClockCalibration calibration(counter);
  calibration.begin();
  const Clock clock = calibration.finish(ClockPreference::kFastest);
  CHECK(clock.uses_tsc() == (calibration.choice() == ClockChoice::kTsc));
  return calibration.choice();
}

/// The CPUs that this thread may run on, put back at the end.
class Affinity {
 public:
  Affinity() { REQUIRE(sched_getaffinity(0, sizeof original_, &original_) == 0); }
  ~Affinity() { sched_setaffinity(0, sizeof original_, &original_); }
  Affinity(const Affinity&) = delete;
  Affinity& operator=(const Affinity&) = delete;

  int count() const { return CPU_COUNT(&original_); }

  /// Leaves this thread the first of them.
  void leave_one() const {
    int cpu = 0;
    while (!CPU_ISSET(cpu, &original_)) ++cpu;
    cpu_set_t single;
    CPU_ZERO(&single);
    CPU_SET(cpu, &single);
    REQUIRE(sched_setaffinity(0, sizeof single, &single) == 0);
  }

 private:
  cpu_set_t original_;
};

/// Both clocks at nearly the same moment: the tightest of many readings.
Pair read_both(const Clock& clock) {
  Pair best = {};
  uint64_t narrowest = UINT64_MAX;
  for (int reading = 0; reading < 1000; ++reading) {
    const uint64_t before = clock.now_ns();
    const uint64_t raw = raw_now_ns();
    const uint64_t after = clock.now_ns();
    if (after - before >= narrowest) continue;
    narrowest = after - before;
    best = {before + narrowest / 2, raw};
  }
  return best;
}

void check_monotonic(const Clock& clock) {
  uint64_t last = clock.now_ns();
  bool monotonic = true;
  for (int reading = 0; reading < 100000; ++reading) {
    const uint64_t now = clock.now_ns();
    monotonic = monotonic && now >= last;
    last = now;
  }
  CHECK(monotonic);
}

void check_scale(const Clock& clock) {
  const uint64_t before = Clock::kernel_now_ns();
  const uint64_t now = clock.now_ns();
  const uint64_t after = Clock::kernel_now_ns();
  // A few microseconds of error in the anchor are no harm: differences are what is measured.
  CHECK(now + 100'000 >= before);
  CHECK(now <= after + 100'000);
}

}  // namespace

TEST_CASE("the clock never goes back and is on the scale of CLOCK_MONOTONIC") {
  const Clock clock = calibrated(ClockPreference::kFastest);
  check_monotonic(clock);
  check_scale(clock);
}

TEST_CASE("the clock keeps the rate of CLOCK_MONOTONIC_RAW within 100 ppm") {
  const Clock clock = calibrated(ClockPreference::kFastest);
  if (!clock.uses_tsc()) {
    MESSAGE("skipped: no usable time-stamp counter here");
    return;
  }
  const Pair start = read_both(clock);
  const timespec pause = {0, 200'000'000};
  nanosleep(&pause, nullptr);
  const Pair end = read_both(clock);
  const auto passed = static_cast<double>(end.clock_ns - start.clock_ns);
  const auto raw_passed = static_cast<double>(end.raw_ns - start.raw_ns);
  CHECK(std::abs(passed / raw_passed - 1) < 100e-6);
  CHECK(clock.tsc_hz > kNsPerSecond);
}

TEST_CASE("the kernel's clock is used where asked for, and by a zeroed Clock") {
  ClockCalibration calibration;
  calibration.begin();
  const Clock clock = calibration.finish(ClockPreference::kKernel);
  CHECK(calibration.choice() == ClockChoice::kAskedForKernel);
  CHECK_FALSE(clock.uses_tsc());
  CHECK(clock.tsc_hz == 0);
  check_monotonic(clock);
  check_scale(clock);
  const Clock zeroed = {};
  CHECK_FALSE(zeroed.uses_tsc());
  check_scale(zeroed);
}

TEST_CASE("calibration works without an early begin, and says why it chose as it did") {
  ClockCalibration calibration;
  const Clock clock = calibration.finish(ClockPreference::kFastest);
  CHECK(clock.uses_tsc() == (calibration.choice() == ClockChoice::kTsc));
  check_scale(clock);
}

TEST_CASE("calibration gives the thread its CPUs back") {
  cpu_set_t original;
  REQUIRE(sched_getaffinity(0, sizeof original, &original) == 0);
  // As many as there are: the kernel leaves out those that are not.
  cpu_set_t every;
  std::memset(&every, 0xff, sizeof every);
  REQUIRE(sched_setaffinity(0, sizeof every, &every) == 0);
  cpu_set_t before;
  cpu_set_t after;
  REQUIRE(sched_getaffinity(0, sizeof before, &before) == 0);
  calibrated(ClockPreference::kFastest);
  REQUIRE(sched_getaffinity(0, sizeof after, &after) == 0);
  CHECK(CPU_EQUAL(&before, &after));
  REQUIRE(sched_setaffinity(0, sizeof original, &original) == 0);
}

TEST_CASE("a counter that nothing vouches for is not used, and the reason is told") {
  CHECK(choice_with({real_ticks, no, yes}) == ClockChoice::kNoInvariantTsc);
  CHECK(choice_with({real_ticks, yes, no}) == ClockChoice::kKernelDistrustsTsc);
  CHECK(choice_with({slow_ticks, yes, yes}) == ClockChoice::kImplausibleRate);
}

TEST_CASE("a counter that differs between CPUs is not used") {
#if defined(__x86_64__)
  if (Affinity().count() < 2) {
    MESSAGE("SKIPPED: there is one CPU");
    return;
  }
  CHECK(choice_with({skewed_ticks, yes, yes}) == ClockChoice::kCpusDisagree);
#endif
}

TEST_CASE("a thread that may run on one CPU alone gets the same clock, and stays there") {
  const ClockChoice anywhere = choice_with(cpu_counter());
  const Affinity affinity;
  affinity.leave_one();
  CHECK(choice_with(cpu_counter()) == anywhere);
  // No other CPU is looked at, so that one that is off does no harm.
  if (anywhere == ClockChoice::kTsc) CHECK(choice_with({skewed_ticks, yes, yes}) == ClockChoice::kTsc);
  CHECK(Affinity().count() == 1);
}

#include <doctest/doctest.h>

#include "core/supervise/watch.h"

using namespace vfload;

namespace {

constexpr uint64_t kSecond = 1'000'000'000;
constexpr Limits kLimits = {.stuck_after_ns = 10 * kSecond,
                            .end_grace_ns = 5 * kSecond,
                            .task_stuck_after_ns = 60 * kSecond,
                            .kill_grace_ns = 2 * kSecond};
constexpr Expectation kOpenEnd = {.released = true, .end_ns = UINT64_MAX, .controller_gone = false};

Watch started() {
  Watch watch;
  watch.start(0);
  return watch;
}

}  // namespace

TEST_CASE("watch: a running job without a completion is stuck after the limit and not before") {
  Watch watch = started();
  CHECK(watch.judge_job({1 * kSecond, Phase::kRunning, 7}, kOpenEnd, kLimits) == StuckReason::kNone);
  CHECK(watch.judge_job({11 * kSecond, Phase::kRunning, 7}, kOpenEnd, kLimits) == StuckReason::kNone);
  CHECK(watch.judge_job({11 * kSecond + 1, Phase::kRunning, 7}, kOpenEnd, kLimits) ==
        StuckReason::kNoCompletion);
}

TEST_CASE("watch: every completion starts the limit anew") {
  Watch watch = started();
  for (uint64_t second = 1; second < 100; second += 9) {
    CHECK(watch.judge_job({second * kSecond, Phase::kRunning, second}, kOpenEnd, kLimits) ==
          StuckReason::kNone);
  }
}

TEST_CASE("watch: counters that a ramp's end sets back count as movement") {
  Watch watch = started();
  watch.judge_job({1 * kSecond, Phase::kRunning, 100}, kOpenEnd, kLimits);
  CHECK(watch.judge_job({9 * kSecond, Phase::kRunning, 0}, kOpenEnd, kLimits) == StuckReason::kNone);
  CHECK(watch.judge_job({18 * kSecond, Phase::kRunning, 0}, kOpenEnd, kLimits) == StuckReason::kNone);
}

TEST_CASE("watch: a job that waits for its release is never stuck, a released one is") {
  Watch watch = started();
  const Expectation held = {.released = false, .end_ns = UINT64_MAX, .controller_gone = false};
  CHECK(watch.judge_job({1 * kSecond, Phase::kReady, 0}, held, kLimits) == StuckReason::kNone);
  CHECK(watch.judge_job({500 * kSecond, Phase::kReady, 0}, held, kLimits) == StuckReason::kNone);
  watch.start(500 * kSecond);
  CHECK(watch.judge_job({509 * kSecond, Phase::kReady, 0}, kOpenEnd, kLimits) == StuckReason::kNone);
  CHECK(watch.judge_job({511 * kSecond, Phase::kReady, 0}, kOpenEnd, kLimits) == StuckReason::kNoCompletion);
}

TEST_CASE("watch: preparing for too long is no progress") {
  Watch watch = started();
  watch.judge_job({1, Phase::kPreparing, 0}, kOpenEnd, kLimits);
  CHECK(watch.judge_job({11 * kSecond, Phase::kPreparing, 0}, kOpenEnd, kLimits) == StuckReason::kNoProgress);
}

TEST_CASE("watch: a job that completes I/O but does not end is stuck after the grace") {
  Watch watch = started();
  const Expectation ends = {.released = true, .end_ns = 20 * kSecond, .controller_gone = false};
  CHECK(watch.judge_job({25 * kSecond, Phase::kRunning, 1}, ends, kLimits) == StuckReason::kNone);
  CHECK(watch.judge_job({25 * kSecond + 1, Phase::kDraining, 2}, ends, kLimits) == StuckReason::kNoEnd);
}

TEST_CASE("watch: the last sync has a task's limit, unless nobody waits") {
  Watch watch = started();
  Expectation ends = {.released = true, .end_ns = 1 * kSecond, .controller_gone = false};
  watch.judge_job({2 * kSecond, Phase::kSyncing, 1}, ends, kLimits);
  CHECK(watch.judge_job({62 * kSecond, Phase::kSyncing, 1}, ends, kLimits) == StuckReason::kNone);
  CHECK(watch.judge_job({62 * kSecond + 1, Phase::kSyncing, 1}, ends, kLimits) == StuckReason::kNoEnd);
  ends.controller_gone = true;
  CHECK(watch.judge_job({8 * kSecond, Phase::kSyncing, 1}, ends, kLimits) == StuckReason::kNoEnd);
}

TEST_CASE("watch: time in which the machine slept does not count") {
  Watch watch = started();
  watch.judge_job({1 * kSecond, Phase::kRunning, 7}, kOpenEnd, kLimits);
  watch.forgive(3600 * kSecond);
  CHECK(watch.judge_job({3605 * kSecond, Phase::kRunning, 7}, kOpenEnd, kLimits) == StuckReason::kNone);
}

TEST_CASE("watch: a task without progress is stuck, one that waits is not") {
  Watch watch = started();
  CHECK(watch.judge_task({60 * kSecond, Phase::kRunning, 0}, kOpenEnd, kLimits, 0) == StuckReason::kNone);
  CHECK(watch.judge_task({121 * kSecond, Phase::kRunning, 0}, kOpenEnd, kLimits, 0) ==
        StuckReason::kNoProgress);
  CHECK(watch.judge_task({900 * kSecond, Phase::kReady, 1}, kOpenEnd, kLimits, 0) == StuckReason::kNone);
  CHECK(watch.judge_task({9000 * kSecond, Phase::kReady, 1}, kOpenEnd, kLimits, 0) == StuckReason::kNone);
}

TEST_CASE("watch: a task that was asked to stop must move within its limit") {
  Watch watch = started();
  const Expectation stopping = {.released = true, .end_ns = 100 * kSecond, .controller_gone = false};
  watch.judge_task({99 * kSecond, Phase::kRunning, 1}, kOpenEnd, kLimits, 5 * kSecond);
  CHECK(watch.judge_task({104 * kSecond, Phase::kRunning, 2}, stopping, kLimits, 5 * kSecond) ==
        StuckReason::kNone);
  CHECK(watch.judge_task({109 * kSecond, Phase::kRunning, 2}, stopping, kLimits, 5 * kSecond) ==
        StuckReason::kNone);
  CHECK(watch.judge_task({110 * kSecond, Phase::kRunning, 2}, stopping, kLimits, 5 * kSecond) ==
        StuckReason::kNoEnd);
}

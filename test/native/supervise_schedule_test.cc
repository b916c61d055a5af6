#include <doctest/doctest.h>
#include <signal.h>

#include "core/supervise/schedule.h"
#include "supervised_jobs.h"

using namespace vfload;

namespace {

using sys::kNsPerMs;
constexpr uint64_t kMs = kNsPerMs;

/// Jobs that no process runs: the test moves them on by hand.
class ByHand {
 public:
  explicit ByHand(uint32_t jobs, bool threads = false)
      : work(*make_job_work(jobs, threads, Clock{}, test_limits())), schedule(work) {
    for (uint32_t index = 0; index < jobs; ++index) {
      slot(index).child.end = static_cast<uint32_t>(ChildEnd::kStarted);
      slot(index).spec.job_number = index + 1;
      slot(index).spec.randrepeat = true;
    }
  }
  ~ByHand() { release_work(&work); }
  ByHand(const ByHand&) = delete;
  ByHand& operator=(const ByHand&) = delete;

  JobSlot& slot(uint32_t index) { return work.jobs[index]; }
  JobSchedule& of(uint32_t index) { return slot(index).schedule; }
  void enter(Phase phase, uint32_t index) { slot(index).progress.phase = static_cast<uint32_t>(phase); }
  void all_ready() {
    schedule.set_up();
    for (uint32_t index = 0; index < work.job_count; ++index) enter(Phase::kReady, index);
  }
  void end(uint32_t index, int error = 0) {
    slot(index).failure.error = error;
    enter(Phase::kEnded, index);
    slot(index).child.end = static_cast<uint32_t>(ChildEnd::kEnded);
  }
  bool runs(uint32_t index) { return slot(index).gate.released != 0 && slot(index).gate.stop == 0; }
  bool is_stopped(uint32_t index) { return slot(index).gate.stop != 0; }
  /// Stopped, and let go so that it sees it.
  bool is_dismissed(uint32_t index) { return is_stopped(index) && slot(index).gate.released != 0; }

  Work& work;
  Schedule schedule;
};

}  // namespace

TEST_CASE("schedule: jobs begin together when all of them are ready") {
  ByHand run(2);
  run.all_ready();
  run.enter(Phase::kPreparing, 1);
  run.schedule.advance(5 * kMs);
  CHECK(!run.runs(0));
  run.enter(Phase::kReady, 1);
  run.schedule.advance(6 * kMs);
  CHECK(run.runs(0));
  CHECK(run.runs(1));
}

TEST_CASE("schedule: a delayed job begins when its time has come, and not before") {
  ByHand run(2);
  run.of(1).shortest_delay_ns = 100 * kMs;
  run.all_ready();
  run.schedule.advance(1000 * kMs);
  CHECK(run.runs(0));
  CHECK(run.schedule.wake_ns(1000 * kMs) == 1100 * kMs);
  run.schedule.advance(1099 * kMs);
  CHECK(!run.runs(1));
  run.schedule.advance(1100 * kMs);
  CHECK(run.runs(1));
  CHECK(run.schedule.wake_ns(1100 * kMs) == UINT64_MAX);
}

TEST_CASE("schedule: a delay counts from the beginning of everything, not from that of these jobs") {
  ByHand run(2);
  run.work.elapsed_ns = 300 * kMs;
  run.of(0).shortest_delay_ns = 400 * kMs;
  run.of(1).shortest_delay_ns = 200 * kMs;
  run.all_ready();
  run.schedule.advance(1000 * kMs);
  CHECK(!run.runs(0));
  CHECK(run.runs(1));
  run.schedule.advance(1100 * kMs);
  CHECK(run.runs(0));
}

TEST_CASE("schedule: a range of delays is drawn from as fio draws") {
  // Of jobs 2 to 5 with startdelay=1-4, observed with fio 3.33 to within its polling: 1.26, 2.68, 2.68, 2.06
  // s.
  constexpr uint64_t kExpectedMs[] = {1263, 2678, 2677, 2060};
  ByHand run(5);
  for (uint32_t index = 1; index < 5; ++index) {
    run.of(index).shortest_delay_ns = 1000 * kMs;
    run.of(index).longest_delay_ns = 4000 * kMs;
  }
  run.all_ready();
  run.schedule.advance(0);
  for (uint32_t index = 1; index < 5; ++index) {
    const uint64_t due_ms = run.slot(index).turn.due_ns / kMs;
    CHECK(due_ms >= kExpectedMs[index - 1] - 1);
    CHECK(due_ms <= kExpectedMs[index - 1] + 1);
  }
}

TEST_CASE("schedule: a job that waits for another begins when all clones of that one have ended") {
  for (const bool threads : {false, true}) {
    CAPTURE(threads);
    ByHand run(3, threads);
    run.of(2).awaited_first = 0;
    run.of(2).awaited_count = 2;
    run.all_ready();
    run.schedule.advance(1 * kMs);
    run.enter(Phase::kEnded, 0);
    if (!threads) run.end(0);
    run.schedule.advance(2 * kMs);
    CHECK(!run.runs(2));
    run.enter(Phase::kEnded, 1);
    if (!threads) run.end(1);
    // Nobody tells of a thread's end.
    if (threads) CHECK(run.schedule.wake_ns(2 * kMs) < 100 * kMs);
    run.schedule.advance(3 * kMs);
    CHECK(run.runs(2));
  }
}

TEST_CASE("schedule: the end of a job ends its group, also who has not begun there") {
  ByHand run(4);
  run.of(0).on_end = ExitScope::kGroup;
  run.of(2).shortest_delay_ns = 100 * kMs;
  run.of(3).group = 1;
  run.all_ready();
  run.schedule.advance(1 * kMs);
  run.end(0);
  run.schedule.advance(2 * kMs);
  CHECK(run.is_stopped(1));
  CHECK(run.is_dismissed(2));
  CHECK(run.runs(3));
  CHECK(!run.work.ends_all);
}

TEST_CASE("schedule: the scope stonewall spares who has not begun, whatever the group") {
  ByHand run(4);
  run.of(0).on_end = ExitScope::kStonewall;
  run.of(2).shortest_delay_ns = 100 * kMs;
  run.of(3).group = 1;
  run.all_ready();
  run.schedule.advance(1 * kMs);
  run.end(0);
  run.schedule.advance(2 * kMs);
  CHECK(run.is_stopped(1));
  CHECK(!run.is_stopped(2));
  CHECK(run.is_stopped(3));
  run.schedule.advance(200 * kMs);
  CHECK(run.runs(2));
}

TEST_CASE("schedule: the scope all ends everybody, and the runs to come") {
  ByHand run(3);
  run.of(0).on_end = ExitScope::kAll;
  run.of(1).group = 1;
  run.of(2).awaited_first = 1;
  run.of(2).awaited_count = 1;
  run.all_ready();
  run.schedule.advance(1 * kMs);
  run.end(0);
  run.schedule.advance(2 * kMs);
  CHECK(run.is_stopped(1));
  CHECK(run.is_dismissed(2));
  CHECK(run.work.ends_all);
}

TEST_CASE("schedule: a failure ends others only where it is told to") {
  for (const ExitScope on_error : {ExitScope::kNone, ExitScope::kGroup}) {
    ByHand run(3);
    run.of(0).on_error = on_error;
    run.of(1).on_error = on_error;
    run.all_ready();
    run.schedule.advance(1 * kMs);
    run.end(0);
    run.schedule.advance(2 * kMs);
    CHECK(run.runs(2));
    run.end(1, EIO);
    run.schedule.advance(3 * kMs);
    CHECK(run.runs(2) == (on_error == ExitScope::kNone));
  }
}

TEST_CASE("schedule: stopping all dismisses who waits") {
  ByHand run(2);
  run.of(1).awaited_first = 0;
  run.of(1).awaited_count = 1;
  run.all_ready();
  run.schedule.advance(1 * kMs);
  run.schedule.stop_all(2 * kMs);
  CHECK(run.is_stopped(0));
  CHECK(run.is_dismissed(1));
  CHECK(run.schedule.stop_ns(1) == 2 * kMs);
}

TEST_CASE("supervised jobs: a delayed one has an epoch and samples of its own") {
  for (const bool threads : {false, true}) {
    CAPTURE(threads);
    JobsOnFiles run({.runtime_ms = 400, .jobs = 2, .threads = threads});
    run.job(1).schedule.shortest_delay_ns = 300 * kMs;
    Supervised supervised(run.work);
    supervised.await();
    const uint64_t first_ns = run.job(0).progress.epoch_ns;
    const uint64_t second_ns = run.job(1).progress.epoch_ns;
    CHECK(second_ns >= first_ns + 290 * kMs);
    CHECK(run.statistics(1).runtime_ns[0] >= 400 * kMs);
    CHECK(run.statistics(1).bw_samples[0].count > 0);
  }
}

TEST_CASE("supervised jobs: one that waits for another begins after its end") {
  for (const bool threads : {false, true}) {
    CAPTURE(threads);
    JobsOnFiles run({.runtime_ms = 200, .jobs = 2, .threads = threads});
    run.job(1).schedule.awaited_count = 1;
    Supervised supervised(run.work);
    supervised.await();
    const uint64_t first_end_ns = run.job(0).progress.epoch_ns + run.statistics(0).job_runtime_ns;
    CHECK(run.job(1).progress.epoch_ns >= first_end_ns);
    CHECK(run.statistics(1).direction[0].completed > 0);
  }
}

TEST_CASE("supervised jobs: the end of one ends another in good order") {
  for (const bool threads : {false, true}) {
    CAPTURE(threads);
    JobsOnFiles run({.jobs = 3, .threads = threads});
    run.job(0).spec.runtime_ns = 200 * kMs;
    run.job(0).schedule.on_end = ExitScope::kGroup;
    run.job(2).schedule.shortest_delay_ns = 50'000 * kMs;
    Supervised supervised(run.work);
    supervised.await();
    for (uint32_t index = 0; index < 3; ++index) {
      CHECK(supervised.child(index).ending() == ChildEnd::kEnded);
      CHECK(run.job(index).failure.error == 0);
    }
    CHECK(run.statistics(1).direction[0].completed > 0);
    CHECK(run.statistics(1).job_runtime_ns < 20'000 * kMs);
    CHECK(run.statistics(2).direction[0].issued == 0);
    CHECK(run.statistics(2).job_runtime_ns == 0);
  }
}

TEST_CASE("supervised jobs: a request to stop, or the controller's death, ends who waits at once") {
  for (const bool dies : {false, true}) {
    CAPTURE(dies);
    JobsOnFiles run({.jobs = 2});
    run.job(1).schedule.shortest_delay_ns = 3'600'000 * kMs;
    Supervised supervised(run.work);
    REQUIRE(supervised.reaches(Phase::kRunning));
    if (dies) {
      supervised.release();
    } else {
      supervised.stop();
    }
    supervised.await();
    CHECK(supervised.child(1).ending() == ChildEnd::kEnded);
    CHECK(run.statistics(1).direction[0].issued == 0);
  }
}

TEST_CASE("supervised jobs: who waits longer than a job may be stuck is not stuck") {
  Limits limits = test_limits();
  limits.stuck_after_ns = 100 * kMs;
  limits.end_grace_ns = 100 * kMs;
  JobsOnFiles run({.engine = "null", .runtime_ms = 200, .jobs = 2, .limits = limits});
  run.job(1).schedule.shortest_delay_ns = 800 * kMs;
  Supervised supervised(run.work);
  supervised.await();
  CHECK(supervised.child(1).ending() == ChildEnd::kEnded);
  CHECK(run.statistics(1).direction[0].completed > 0);
}

TEST_CASE("supervised jobs: what was measured so far can be had while they run") {
  JobsOnFiles run({.jobs = 2});
  run.job(1).schedule.shortest_delay_ns = 3'600'000 * kMs;
  Supervised supervised(run.work);
  REQUIRE(eventually([&] { return run.job(0).progress.completed[0].load() > 100; }));
  const JobStatistics first = interim_statistics(*run.work, 0);
  CHECK(first.direction[0].completed > 0);
  CHECK(first.runtime_ns[0] > 0);
  CHECK(first.job_runtime_ns >= first.runtime_ns[0]);
  REQUIRE(eventually([&] {
    return interim_statistics(*run.work, 0).direction[0].completed > first.direction[0].completed;
  }));
  const JobStatistics waiting = interim_statistics(*run.work, 1);
  CHECK(waiting.direction[0].completed == 0);
  CHECK(waiting.job_runtime_ns == 0);
  // The job itself has not been closed.
  CHECK(run.statistics(0).job_runtime_ns == 0);
  supervised.stop();
  supervised.await();
}

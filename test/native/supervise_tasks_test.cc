#include <doctest/doctest.h>
#include <signal.h>

#include "core/probe/operations.h"
#include "core/probe/probe.h"
#include "core/sys/futex.h"
#include "scratch_directory.h"
#include "supervised.h"

using namespace vfload;

namespace {

using sys::kNsPerMs;

void sleep_forever(void*, const TaskContext&) {
  for (;;) sys::sleep_ns(sys::kNsPerSecond);
}

void exit_early(void*, const TaskContext&) { sys::exit_now(7); }

/// Works as long as nobody wants it to stop.
void work_until_stop(void*, const TaskContext& context) {
  while (!context.stop_requested()) {
    context.progress->advance(1);
    sys::sleep_ns(kNsPerMs);
  }
}

}  // namespace

TEST_CASE("supervised task: one that makes no progress is stuck, with what it waits in") {
  Limits limits = test_limits();
  limits.task_stuck_after_ns = 300 * kNsPerMs;
  Supervised supervised(make_task_work(sleep_forever, 64, limits));
  supervised.await();
  CHECK(supervised.child().ending() == ChildEnd::kStuck);
  CHECK(supervised.child().stuck_reason == StuckReason::kNoProgress);
  CHECK(process_gone(supervised.child().pid));
}

TEST_CASE("supervised task: one that makes progress is not stuck, and stops when asked to") {
  Limits limits = test_limits();
  limits.task_stuck_after_ns = 1'000 * kNsPerMs;
  Supervised supervised(make_task_work(work_until_stop, 64, limits));
  sys::sleep_ns(1'500 * kNsPerMs);
  CHECK_FALSE(supervised.child().over());
  supervised.stop();
  supervised.await();
  CHECK(supervised.child().ending() == ChildEnd::kEnded);
}

TEST_CASE("supervised task: an exit before its end is told with its code") {
  Supervised supervised(make_task_work(exit_early, 64, test_limits()));
  supervised.await();
  CHECK(supervised.child().ending() == ChildEnd::kExited);
  CHECK(supervised.child().exit_code == 7);
}

TEST_CASE("supervised task: a controller that dies in the middle leaves no process") {
  Limits limits = test_limits();
  limits.end_grace_ns = 200 * kNsPerMs;
  Supervised supervised(make_task_work(sleep_forever, 64, limits));
  const pid_t child = supervised.child_pid();
  supervised.release();
  supervised.await();
  CHECK(process_gone(child));
}

TEST_CASE("probe: every operation is tried and the file is gone afterwards") {
  ScratchDirectory scratch;
  Kept kept(scratch.path());
  Supervised supervised(make_probe_work(&kept.block(), test_limits()), kept.supervised().control_pipe());
  supervised.await();
  CHECK(supervised.child().ending() == ChildEnd::kEnded);
  const ProbeBlock& block = *probe_block(&supervised.work());
  for (uint32_t index = 0; index < probe_operations().size(); ++index) {
    CAPTURE(probe_operations()[index].name);
    CHECK(block.results[index].state.load() == static_cast<uint32_t>(ProbeState::kDone));
    CHECK(block.results[index].error >= 0);
  }
  // What every file system that tests run on can do.
  for (uint32_t index = 0; index < 4; ++index) CHECK(block.results[index].error == 0);
  kept.end();
  CHECK(scratch.empty());
}

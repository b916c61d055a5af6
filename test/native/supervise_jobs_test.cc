#include <doctest/doctest.h>
#include <signal.h>
#include <unistd.h>

#include <string>

#include "supervised_jobs.h"

using namespace vfload;

namespace {

constexpr uint64_t kFileBytes = 4 << 20;
using sys::kNsPerMs;

bool completes(const JobsOnFiles& run, uint32_t index = 0) {
  return eventually([&] { return run.work->jobs[index].progress.completed[0].load() > 100; });
}

}  // namespace

TEST_CASE("supervised jobs: every engine runs to its end and is sampled") {
  for (const EngineEntry& engine : engine_table()) {
    if (!engine.flags.reads || engine.flags.opens_are_measured) continue;
    CAPTURE(engine.name);
    JobsOnFiles run({.engine = engine.name, .runtime_ms = 300, .jobs = 2});
    Supervised supervised(run.work);
    const sys::Reaped end = supervised.await();
    CHECK(end.signal == 0);
    for (uint32_t index = 0; index < 2; ++index) {
      CAPTURE(index);
      const int error = run.work->jobs[index].failure.error;
      if (error == EPERM || error == ENOSYS) {
        MESSAGE("SKIPPED: this kernel does not allow the engine");
        continue;
      }
      CHECK(error == 0);
      CHECK(supervised.child(index).ending() == ChildEnd::kEnded);
      CHECK(run.statistics(index).direction[0].completed > 0);
      CHECK(run.statistics(index).runtime_ns[0] >= 300 * kNsPerMs);
      CHECK(run.statistics(index).bw_samples[0].count > 0);
      CHECK(run.statistics(index).iops_samples[0].count > 0);
    }
  }
}

TEST_CASE("supervised jobs: threads of one process end and are reported like processes") {
  JobsOnFiles run({.runtime_ms = 300, .jobs = 3, .threads = true});
  Supervised supervised(run.work);
  supervised.await();
  for (uint32_t index = 0; index < 3; ++index) {
    CHECK(supervised.child(index).ending() == ChildEnd::kEnded);
    CHECK(supervised.child(index).pid == supervised.child(0).pid);
    CHECK(run.statistics(index).direction[0].completed > 0);
  }
}

TEST_CASE("supervised jobs: a request to stop ends them with what was measured") {
  JobsOnFiles run({.jobs = 2});
  Supervised supervised(run.work);
  REQUIRE(completes(run));
  REQUIRE(completes(run, 1));
  supervised.stop();
  supervised.await();
  for (uint32_t index = 0; index < 2; ++index) {
    CHECK(supervised.child(index).ending() == ChildEnd::kEnded);
    CHECK(run.statistics(index).direction[0].completed > 0);
  }
}

TEST_CASE("supervised jobs: a killed one is told with its signal and phase, the others go on") {
  JobsOnFiles run({.runtime_ms = 1'000, .jobs = 2});
  Supervised supervised(run.work);
  REQUIRE(completes(run));
  kill(supervised.child(0).pid, SIGKILL);
  supervised.await();
  CHECK(supervised.child(0).ending() == ChildEnd::kSignalled);
  CHECK(supervised.child(0).signal == SIGKILL);
  CHECK(supervised.child(0).phase == Phase::kRunning);
  CHECK(run.statistics(0).direction[0].completed > 0);
  CHECK(supervised.child(1).ending() == ChildEnd::kEnded);
}

TEST_CASE("supervised jobs: signals of the terminal do not end them") {
  JobsOnFiles run({.runtime_ms = 700});
  Supervised supervised(run.work);
  REQUIRE(completes(run));
  for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGUSR1}) {
    kill(supervised.child_pid(), number);
    kill(supervised.supervisor(), number);
  }
  CHECK(supervised.await().signal == 0);
  CHECK(supervised.child().ending() == ChildEnd::kEnded);
}

TEST_CASE("supervised jobs: SIGBUS tells the offset and the file's present size") {
  JobsOnFiles run({.engine = "mmap"});
  Supervised supervised(run.work);
  REQUIRE(completes(run));
  REQUIRE(truncate(run.scratch.file("f0").c_str(), 8192) == 0);
  supervised.await();
  const ChildState& child = supervised.child();
  CHECK(child.ending() == ChildEnd::kSignalled);
  CHECK(child.signal == SIGBUS);
  CHECK(child.sigbus_size_known);
  CHECK(child.sigbus_file_size == 8192);
  CHECK(run.work->jobs[0].progress.offset.load() >= 8192);
  CHECK(run.work->jobs[0].progress.offset.load() < kFileBytes);
}

TEST_CASE("supervised jobs: a stopped one is stuck: no completion, and what it waits in") {
  Limits limits = test_limits();
  limits.stuck_after_ns = 500 * kNsPerMs;
  JobsOnFiles run({.jobs = 2, .limits = limits});
  Supervised supervised(run.work);
  REQUIRE(completes(run));
  REQUIRE(completes(run, 1));
  kill(supervised.child(0).pid, SIGSTOP);
  REQUIRE(eventually([&] { return supervised.child(0).over(); }));
  CHECK(supervised.child(0).ending() == ChildEnd::kStuck);
  CHECK(supervised.child(0).stuck_reason == StuckReason::kNoCompletion);
  CHECK(run.statistics(0).direction[0].completed > 0);
  CHECK_FALSE(supervised.child(1).over());
  supervised.stop();
  supervised.await();
  CHECK(supervised.child(1).ending() == ChildEnd::kEnded);
}

TEST_CASE("supervised jobs: one that does not end after its end is stuck: no end") {
  Limits limits = test_limits();
  limits.end_grace_ns = 300 * kNsPerMs;
  JobsOnFiles run({.limits = limits});
  Supervised supervised(run.work);
  REQUIRE(completes(run));
  kill(supervised.child_pid(), SIGSTOP);
  supervised.stop();
  supervised.await();
  CHECK(supervised.child().ending() == ChildEnd::kStuck);
  CHECK(supervised.child().stuck_reason == StuckReason::kNoEnd);
}

TEST_CASE("supervised jobs: a thread that is stuck is told apart from its neighbours") {
  Limits limits = test_limits();
  limits.stuck_after_ns = 500 * kNsPerMs;
  JobsOnFiles run({.jobs = 2, .threads = true, .limits = limits});
  Supervised supervised(run.work);
  REQUIRE(completes(run));
  kill(supervised.child_pid(), SIGSTOP);
  supervised.await();
  const bool first_stuck = supervised.child(0).ending() == ChildEnd::kStuck;
  CHECK(supervised.child(first_stuck ? 0 : 1).ending() == ChildEnd::kStuck);
  CHECK(supervised.child(first_stuck ? 1 : 0).signal == SIGKILL);
}

TEST_CASE("supervised jobs: a missing file is the job's failure, not a crash") {
  JobsOnFiles run({.runtime_ms = 200, .jobs = 2});
  run.work->jobs[0].spec.filename = "missing";
  Supervised supervised(run.work);
  supervised.await();
  CHECK(run.work->jobs[0].failure.error == ENOENT);
  CHECK(run.work->jobs[0].failure.where == static_cast<uint32_t>(FailurePoint::kOpen));
  CHECK(supervised.child(0).ending() == ChildEnd::kEnded);
  CHECK(run.work->jobs[1].failure.error == 0);
}

TEST_CASE("supervised jobs: when the controller is gone everything ends") {
  JobsOnFiles run({.jobs = 2});
  Supervised supervised(run.work);
  REQUIRE(completes(run));
  REQUIRE(completes(run, 1));
  supervised.release();
  supervised.await();
  CHECK(process_gone(supervised.child(0).pid));
  CHECK(process_gone(supervised.child(1).pid));
}

TEST_CASE(
    "supervised jobs: when the supervisor is killed its jobs die with it and what they measured stays") {
  JobsOnFiles run({.jobs = 2});
  Supervised supervised(run.work);
  REQUIRE(completes(run));
  REQUIRE(completes(run, 1));
  kill(supervised.supervisor(), SIGKILL);
  CHECK(supervised.await().signal == SIGKILL);
  CHECK(eventually([&] { return process_gone(supervised.child(0).pid); }));
  CHECK(eventually([&] { return process_gone(supervised.child(1).pid); }));
  CHECK(supervised.child(0).ending() == ChildEnd::kStarted);
  CHECK(run.statistics(0).direction[0].completed > 0);
}

TEST_CASE("supervised jobs: nothing of the controller's descriptors reaches them") {
  int marker[2];
  REQUIRE(pipe(marker) == 0);
  JobsOnFiles run({});
  Supervised supervised(run.work);
  REQUIRE(completes(run));
  for (const pid_t pid : {supervised.supervisor(), supervised.child_pid()}) {
    const std::string folder = "/proc/" + std::to_string(pid) + "/fd";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      std::error_code error;
      const std::string target = std::filesystem::read_symlink(entry.path(), error).string();
      const std::string own =
          std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(marker[0])).string();
      CHECK(target != own);
      if (std::stoi(entry.path().filename().string()) <= 2) CHECK(target == "/dev/null");
    }
    CHECK(std::filesystem::read_symlink("/proc/" + std::to_string(pid) + "/cwd") == "/");
  }
  close(marker[0]);
  close(marker[1]);
  supervised.stop();
}

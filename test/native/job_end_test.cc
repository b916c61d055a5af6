#include <doctest/doctest.h>

#include <chrono>
#include <thread>

#include "core/sys/clock.h"
#include "core/sys/futex.h"
#include "job_under_test.h"

using namespace vfload;

namespace {

constexpr uint64_t kMs = 1'000'000;

/// A millisecond for each I/O: 64 of them outlast a ramp of 10 ms.
class SlowEngine {
 public:
  static constexpr EngineFlags kFlags{.synchronous = true, .diskless = true};

  int set_up(const EngineSetup&) { return 0; }
  int attach(int) { return 0; }
  template <Direction D>
  long transfer(IoUnit& unit) {
    sys::sleep_ns(kMs);
    return unit.length;
  }
  long sync(bool) { return 0; }
  void tear_down() {}
};

}  // namespace

TEST_CASE("a time_based job begins its range anew until the runtime is over") {
  for (const char* engine : kFileEngines) {
    for (const Workload workload : kAllWorkloads) {
      CAPTURE(engine);
      CAPTURE(static_cast<int>(workload));
      const ScratchDirectory directory;
      write_zeros(directory, 4 * 4096);
      JobUnderTest job(directory);
      job.use_engine(engine);
      job.spec.workload = workload;
      job.spec.size = 4 * 4096;
      job.spec.time_based = true;
      job.spec.runtime_ns = 20 * kMs;
      job.run();
      SKIP_IF_REFUSED(job);
      CHECK(job.failure.error == 0);
      CHECK(job.statistics.passes > 1);
      CHECK(job.bytes() > job.spec.size);
      CHECK(job.issued() == job.completed());
      CHECK(job.statistics.job_runtime_ns >= job.spec.runtime_ns);
    }
  }
}

TEST_CASE("runtime without time_based only limits") {
  const ScratchDirectory directory;
  write_zeros(directory, 64 * 4096);
  JobUnderTest job(directory);
  job.spec.runtime_ns = 3600ULL * 1000 * kMs;
  job.run();
  CHECK(job.completed() == 64);
}

TEST_CASE("what a ramp did is forgotten: counters and epoch start at its end") {
  const ScratchDirectory directory;
  write_zeros(directory, 64 * 4096);
  for (const char* engine : {"psync", "libaio"}) {
    JobUnderTest job(directory);
    job.use_engine(engine);
    job.spec.ramp_ns = 30 * kMs;
    job.spec.runtime_ns = 20 * kMs;
    job.spec.time_based = true;
    const uint64_t before_ns = sys::monotonic_ns();
    job.run();
    const uint64_t after_ns = sys::monotonic_ns();
    SKIP_IF_REFUSED(job);
    CHECK(job.failure.error == 0);
    CHECK(job.progress.epoch_ns >= before_ns + job.spec.ramp_ns);
    CHECK(job.statistics.job_runtime_ns >= job.spec.runtime_ns);
    CHECK(job.statistics.job_runtime_ns <= after_ns - before_ns - job.spec.ramp_ns);
    CHECK(job.read().bytes == job.read().completed * 4096);
    CHECK(job.read().clat.count == job.read().completed);
    // Those in flight when the ramp ended were issued before and complete after it.
    CHECK(job.completed() >= job.issued());
    CHECK(job.completed() <= job.issued() + job.spec.iodepth);
  }
}

TEST_CASE("a size counts from the beginning of the ramp: both parts together issue it once") {
  const ScratchDirectory directory;
  JobUnderTest job(directory);
  job.spec.ramp_ns = 10 * kMs;
  SlowEngine engine;
  job.run_with(engine);
  CHECK(job.failure.error == 0);
  CHECK(job.completed() > 0);
  // A millisecond each: at least one was issued, and is forgotten, before the ramp was over.
  CHECK(job.completed() < 64);
  CHECK(job.statistics.passes == 1);
}

TEST_CASE("a job that is done before its ramp has counted, but timed nothing") {
  const ScratchDirectory directory;
  write_zeros(directory, 64 * 4096);
  JobUnderTest job(directory);
  job.spec.ramp_ns = 3600ULL * 1000 * kMs;
  job.run();
  CHECK(job.failure.error == 0);
  CHECK(job.completed() == 64);
  CHECK(job.read().clat.count == 0);
  CHECK(job.statistics.runtime_ns[0] > 0);
  CHECK(job.progress.epoch_ns == 0);
}

TEST_CASE("the stop flag ends a job in good order") {
  for (const char* engine : kFileEngines) {
    CAPTURE(engine);
    const ScratchDirectory directory;
    write_zeros(directory, 64 * 4096);
    JobUnderTest job(directory);
    job.use_engine(engine);
    job.spec.time_based = true;
    job.spec.runtime_ns = 3600ULL * 1000 * kMs;
    std::thread stopper([&job] {
      while (job.progress.completed[0] < 10 && job.phase() != Phase::kEnded) std::this_thread::yield();
      job.gate.stop = 1;
    });
    job.run();
    stopper.join();
    SKIP_IF_REFUSED(job);
    CHECK(job.failure.error == 0);
    CHECK(job.phase() == Phase::kEnded);
    CHECK(job.completed() >= 10);
    CHECK(job.issued() == job.completed());
    CHECK(job.progress.in_flight == 0);
    CHECK(job.statistics.runtime_ns[0] > 0);
  }
}

TEST_CASE("a job that is stopped before it begins does no I/O") {
  const ScratchDirectory directory;
  write_zeros(directory, 64 * 4096);
  JobUnderTest job(directory);
  job.gate.stop = 1;
  job.run();
  CHECK(job.failure.error == 0);
  CHECK(job.issued() == 0);
  CHECK(job.statistics.runtime_ns[0] == 0);
}

TEST_CASE("a job reports ready and waits for its release") {
  const ScratchDirectory directory;
  write_zeros(directory, 64 * 4096);
  JobUnderTest job(directory);
  job.gate.released = 0;
  std::thread runner([&job] { job.run(); });
  while (job.phase() != Phase::kReady) std::this_thread::yield();
  std::this_thread::sleep_for(std::chrono::milliseconds(5));
  CHECK(job.phase() == Phase::kReady);
  CHECK(job.progress.epoch_ns == 0);
  job.gate.released = 1;
  sys::futex_wake_all(&job.gate.released);
  runner.join();
  CHECK(job.completed() == 64);
}

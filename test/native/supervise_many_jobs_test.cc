#include <doctest/doctest.h>
#include <sys/mman.h>

#include <cstdlib>
#include <set>
#include <string>

#include "supervised_jobs.h"

using namespace vfload;
using sys::kNsPerMs;

namespace {

constexpr uint32_t kJobs = 64;
constexpr uint64_t kBlocks = 16;
constexpr uint32_t kBlockBytes = 4096;

struct Identities {
  std::set<pid_t> processes;
  std::set<int32_t> threads;
};

void check_many(const char* engine, bool threads) {
  JobsOnFiles run({.engine = engine,
                   .runtime_ms = 0,
                   .jobs = kJobs,
                   .threads = threads,
                   .file_bytes = kBlocks * kBlockBytes});
  Supervised supervised(run.work);
  CHECK(supervised.await().signal == 0);
  if (engine_is_forbidden(run.job())) {
    MESSAGE("SKIPPED: this kernel does not allow " << engine);
    return;
  }
  Identities seen;
  for (uint32_t index = 0; index < kJobs; ++index) {
    CAPTURE(index);
    JobStatistics& statistics = run.statistics(index);
    CHECK(run.job(index).failure.error == 0);
    CHECK(supervised.child(index).ending() == ChildEnd::kEnded);
    CHECK(supervised.child(index).phase == Phase::kEnded);
    CHECK(statistics.direction[0].issued == kBlocks);
    CHECK(statistics.direction[0].completed == kBlocks);
    CHECK(statistics.direction[0].bytes == kBlocks * kBlockBytes);
    CHECK(statistics.direction[0].clat.count == kBlocks);
    CHECK(statistics.job_runtime_ns > 0);
    seen.processes.insert(supervised.child(index).pid);
    seen.threads.insert(supervised.child(index).thread.load());
  }
  CHECK(seen.processes.size() == (threads ? 1 : kJobs));
  CHECK(seen.threads.size() == (threads ? kJobs : 1));
}

/// How often the process went to sleep by itself.
uint64_t voluntary_switches(pid_t pid) {
  char text[4096];
  const std::string path = "/proc/" + std::to_string(pid) + "/status";
  REQUIRE(sys::read_text(path.c_str(), text, sizeof text) > 0);
  const std::string status = text;
  const std::string field = "\nvoluntary_ctxt_switches:";
  const size_t at = status.find(field);
  REQUIRE(at != std::string::npos);
  return strtoull(status.c_str() + at + field.size(), nullptr, 10);
}

struct Observed {
  uint64_t ios;
  uint64_t switches;
  uint64_t elapsed_ms;
};

/// Of a supervisor whose jobs run, over half a second or, on a busy machine, more.
Observed observe(const JobsRequest& request) {
  JobsOnFiles run(request);
  Supervised supervised(run.work);
  for (uint32_t index = 0; index < request.jobs; ++index) REQUIRE(supervised.reaches(Phase::kRunning, index));
  const auto completed = [&] {
    uint64_t sum = 0;
    for (uint32_t index = 0; index < request.jobs; ++index)
      sum += run.job(index).progress.completed[0].load();
    return sum;
  };
  const uint64_t start_ns = sys::monotonic_ns();
  const uint64_t ios = completed();
  const uint64_t switches = voluntary_switches(supervised.supervisor());
  sys::sleep_ns(500 * kNsPerMs);
  const Observed seen = {completed() - ios, voluntary_switches(supervised.supervisor()) - switches,
                         (sys::monotonic_ns() - start_ns) / kNsPerMs};
  supervised.stop();
  supervised.await();
  return seen;
}

}  // namespace

TEST_CASE("many jobs: 64 processes are released, do their I/O, end and are accounted for") {
  for (const EngineEntry& engine : engine_table()) {
    if (!engine.flags.reads || engine.flags.opens_are_measured) continue;
    CAPTURE(engine.name);
    check_many(engine.name, false);
  }
}

TEST_CASE("many jobs: 64 threads are, too") {
  for (const EngineEntry& engine : engine_table()) {
    if (!engine.flags.reads || engine.flags.opens_are_measured) continue;
#ifdef __SANITIZE_THREAD__
    // ThreadSanitizer crashes in threads that a library made without its knowing.
    if (engine.flags.allocates) continue;
#endif
    CAPTURE(engine.name);
    check_many(engine.name, true);
  }
}

TEST_CASE("many jobs: what they share is 64 KiB a job, and nothing for an I/O") {
  Work* work = make_job_work(kJobs, false, Clock{}, test_limits());
  REQUIRE(work != nullptr);
  CHECK(sizeof(JobSlot) <= 64 << 10);
  CHECK(work->mapping_bytes <= kJobs * sizeof(JobSlot) + 4096);
  release_work(work);
}

TEST_CASE("many jobs: 64 KiB a job have room for usual texts, and a job pays for its own texts alone") {
  constexpr size_t kTextBytes = 100;
  constexpr size_t kTextsOfJob = 12;
  const auto resident_bytes = [](uint32_t talkative) {
    Work* work = make_job_work(kJobs, false, Clock{}, test_limits());
    REQUIRE(work != nullptr);
    for (uint32_t text = 0; text < talkative * kTextsOfJob; ++text) {
      work->arena.take_text(std::string(kTextBytes, 'x'));
    }
    const size_t bytes = work->mapping_bytes + work->arena.mapped_bytes();
    CHECK(!work->arena.failed());
    release_work(work);
    return bytes;
  };
  CHECK(resident_bytes(kJobs) <= kJobs * size_t{64} << 10);
  CHECK(resident_bytes(1) <= kJobs * sizeof(JobSlot) + 4096 + (16 << 10));
}

TEST_CASE("many jobs: what their specs point to goes with the work") {
  Work* work = make_job_work(1, false, Clock{}, test_limits());
  REQUIRE(work != nullptr);
  auto* const page = work->arena.take<uint8_t>(64 << 10);
  REQUIRE(page != nullptr);
  auto* const start = reinterpret_cast<uint8_t*>(reinterpret_cast<uintptr_t>(page) & ~uintptr_t{4095});
  unsigned char residency;
  CHECK(mincore(start, 1, &residency) == 0);
  release_work(work);
  CHECK(mincore(start, 1, &residency) != 0);
}

TEST_CASE("many jobs: the supervisor wakes up by the clock, however much I/O there is") {
  constexpr uint32_t kSamplePeriodMs = 100;
  constexpr uint64_t kTickMs = 200;
  const Observed much = observe({.engine = "null", .sample_period_ms = kSamplePeriodMs});
  const Observed little = observe({.block_bytes = 1 << 20, .sample_period_ms = kSamplePeriodMs});
  const Observed many = observe(
      {.jobs = 16, .file_bytes = 1 << 20, .block_bytes = 1 << 20, .sample_period_ms = kSamplePeriodMs});
  CHECK(much.ios > 5 * little.ios);
  // Both of a job's samples are due together. Some more for what a busy machine does to the counting; nowhere
  // near the I/Os, of which there are thousands.
  const auto due = [](const Observed& seen, uint64_t jobs) {
    return seen.elapsed_ms / kTickMs + jobs * (seen.elapsed_ms / kSamplePeriodMs + 1) + 20;
  };
  CHECK(much.switches <= due(much, 1));
  CHECK(little.switches <= due(little, 1));
  CHECK(many.switches <= due(many, 16));
}

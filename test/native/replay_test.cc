// read_iolog: what is done again of a log, and when.
#include <doctest/doctest.h>

#include "core/replay/replay_walk.h"
#include "job_under_test.h"

using namespace vfload;

namespace {

constexpr uint64_t kMs = 1'000'000;

ReplayEntry entry(ReplayAction action, uint64_t offset = 0, uint32_t bytes = 0, uint64_t delay_us = 0,
                  uint32_t file = 0) {
  return {offset, delay_us, bytes, file << ReplayEntry::kActionBits | static_cast<uint32_t>(action)};
}

void replay(JobUnderTest& job, const std::vector<ReplayEntry>& entries) {
  job.spec.replay = {entries.data(), entries.size(), 0};
}

}  // namespace

TEST_CASE("an entry is due so long after the one before has begun") {
  const ReplayEntry entries[] = {entry(ReplayAction::kOpen), entry(ReplayAction::kRead, 0, 512, 1000),
                                 entry(ReplayAction::kRead, 0, 512, 2000)};
  ReplayWalk walk({entries, 3, 0}, 5 * kMs);
  CHECK(walk.next() == &entries[0]);
  CHECK(walk.due_ns() == 5 * kMs);
  walk.begun(6 * kMs);
  CHECK(walk.next() == &entries[1]);
  CHECK(walk.due_ns() == 7 * kMs);
  walk.begun(9 * kMs);  // late, which is not caught up
  CHECK(walk.next() == &entries[2]);
  CHECK(walk.due_ns() == 11 * kMs);
  walk.begun(11 * kMs);
  CHECK(walk.next() == nullptr);
}

TEST_CASE("a wait is until a time since the beginning of everything, 0.1 s before the jobs") {
  const ReplayEntry entries[] = {entry(ReplayAction::kWait, 50'000), entry(ReplayAction::kRead, 0, 512),
                                 entry(ReplayAction::kWait, 400'000), entry(ReplayAction::kRead, 0, 512),
                                 entry(ReplayAction::kWait, 700'000)};
  ReplayWalk walk({entries, 5, 100 * kMs}, 1000 * kMs);
  CHECK(walk.next() == &entries[1]);
  CHECK(walk.due_ns() == 1000 * kMs);  // over before the job began
  walk.begun(1001 * kMs);
  CHECK(walk.next() == &entries[3]);
  CHECK(walk.due_ns() == 1200 * kMs);
  walk.begun(1200 * kMs);
  CHECK(walk.next() == nullptr);
  CHECK(walk.due_ns() == 1500 * kMs);
}

TEST_CASE("a job does the I/Os of a log, whatever else it is told") {
  for (const char* engine : {"psync", "libaio", "io_uring"}) {
    const ScratchDirectory directory;
    write_zeros(directory, 64 * 4096);
    JobUnderTest job(directory);
    job.use_engine(engine);
    job.spec.workload = Workload::kReadWrite;
    job.spec.fsync = 1;
    job.spec.generate.loops = 3;
    job.log_to(directory);
    const std::vector<ReplayEntry> entries = {
        entry(ReplayAction::kOpen),           entry(ReplayAction::kRead, 4096, 512),
        entry(ReplayAction::kWrite, 0, 4096), entry(ReplayAction::kSync, 0),
        entry(ReplayAction::kDataSync, 0),    entry(ReplayAction::kClose),
        entry(ReplayAction::kOpen),           entry(ReplayAction::kRead, 8192, 1024),
    };
    replay(job, entries);
    job.run();
    SKIP_IF_REFUSED(job);
    CHECK(job.failure.error == 0);
    CHECK(job.read().completed == 2);
    CHECK(job.read().bytes == 1536);
    CHECK(job.write().completed == 1);
    CHECK(job.statistics.sync_lat.count == 2);
    const std::vector<LoggedIo> ios = read_iolog(directory);
    REQUIRE(ios.size() == 5);
    CHECK(ios[0].offset == 4096);
    CHECK(ios[1].what == "write");
    CHECK(ios[2].what == "sync");
    CHECK(ios[3].what == "datasync");
    CHECK(ios[4].bytes == 1024);
    const std::string text = directory.read("iolog");
    CHECK(text.find(" open", text.find(" close")) != std::string::npos);
  }
}

TEST_CASE("I/Os in flight are waited for at the end of a log") {
  const ScratchDirectory directory;
  write_zeros(directory, 64 * 4096);
  JobUnderTest job(directory);
  job.use_engine("libaio");
  job.spec.workload = Workload::kRead;
  job.spec.iodepth = 16;
  std::vector<ReplayEntry> entries = {entry(ReplayAction::kOpen)};
  for (uint64_t block = 0; block < 20; ++block) {
    entries.push_back(entry(ReplayAction::kRead, block * 4096, 4096));
  }
  replay(job, entries);
  job.run();
  if (job.refused_by_kernel()) return;
  CHECK(job.failure.error == 0);
  CHECK(job.read().completed == 20);
}

TEST_CASE("what a log says was in a file may not be missing") {
  const ScratchDirectory directory;
  write_zeros(directory, 4096);
  JobUnderTest job(directory);
  job.spec.workload = Workload::kRead;
  const std::vector<ReplayEntry> entries = {entry(ReplayAction::kOpen), entry(ReplayAction::kRead, 0, 4096),
                                            entry(ReplayAction::kRead, 4096, 4096)};
  replay(job, entries);
  job.run();
  CHECK(job.failure.error == EIO);
  CHECK(job.read().completed == 1);
}

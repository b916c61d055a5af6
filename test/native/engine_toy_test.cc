// An engine is one file: this one is two of them, a synchronous and an asynchronous toy, with the whims that
// real kernels have too seldom to be tested with.
#include <doctest/doctest.h>

#include <algorithm>
#include <deque>

#include "job_under_test.h"

using namespace vfload;

namespace {

/// Remembers offsets; now and then comes back short or interrupted.
class SyncToy {
 public:
  static constexpr EngineFlags kFlags{.synchronous = true, .diskless = true};

  std::vector<uint64_t> offsets;
  bool moody = false;
  int64_t fails_at = -1;

  int set_up(const EngineSetup&) { return 0; }
  int attach(int) { return 0; }
  template <Direction D>
  long transfer(IoUnit& unit) {
    if (fails_at >= 0 && unit.offset == static_cast<uint64_t>(fails_at)) return -ENOSPC;
    calls_ += 1;
    if (moody && calls_ % 5 == 0) return -EINTR;
    if (moody && calls_ % 3 == 0 && unit.length > 1000) return 1000;
    if (unit.length == 4096) offsets.push_back(unit.offset);
    return unit.length;
  }
  long sync(bool) { return 0; }
  void tear_down() {}

 private:
  int calls_ = 0;
};
static_assert(SynchronousEngine<SyncToy>);

/// Completes in the order of submission, and has little room.
class AsyncToy {
 public:
  static constexpr EngineFlags kFlags{.diskless = true};

  std::vector<uint64_t> begun;
  bool moody = false;
  int64_t fails_at = -1;
  bool takes_syncs = true;
  int foreground_syncs = 0;

  int set_up(const EngineSetup& setup) {
    room_ = moody ? (setup.depth + 1) / 2 : setup.depth;
    return 0;
  }
  int attach(int) { return 0; }
  void prepare(IoUnit&) {}
  template <Direction D>
  int submit(IoUnit& unit) {
    if (waiting_.size() >= room_) return EAGAIN;
    if (unit.length == 4096) begun.push_back(unit.offset);
    waiting_.push_back(&unit);
    return 0;
  }
  bool syncs_in_flight() const { return takes_syncs; }
  int submit_sync(IoUnit& unit, bool) {
    if (waiting_.size() >= room_) return EAGAIN;
    waiting_.push_back(&unit);
    return 0;
  }
  long sync(bool) {
    foreground_syncs += 1;
    return 0;
  }
  long reap() { return static_cast<long>(waiting_.size()); }
  long reap(ReapBounds) { return reap(); }
  Completion completion(uint32_t number) {
    IoUnit* unit = waiting_[number];
    if (unit->sync) return {unit, 0};
    if (fails_at >= 0 && unit->offset == static_cast<uint64_t>(fails_at)) return {unit, -ENOSPC};
    reaped_ += 1;
    if (moody && reaped_ % 7 == 0) return {unit, -EINTR};
    if (moody && reaped_ % 3 == 0 && unit->length > 1000) return {unit, 1000};
    return {unit, unit->length};
  }
  void release(uint32_t count) { waiting_.erase(waiting_.begin(), waiting_.begin() + count); }
  void tear_down() {}

 private:
  std::deque<IoUnit*> waiting_;
  size_t room_ = 0;
  int reaped_ = 0;
};
static_assert(AsynchronousEngine<AsyncToy>);

std::vector<uint64_t> every_block() {
  std::vector<uint64_t> out;
  for (uint64_t block = 0; block < 64; ++block) out.push_back(block * 4096);
  return out;
}

std::vector<uint64_t> sorted(std::vector<uint64_t> offsets) {
  std::sort(offsets.begin(), offsets.end());
  return offsets;
}

}  // namespace

TEST_CASE("a new synchronous engine needs nothing but its type") {
  const ScratchDirectory directory;
  JobUnderTest job(directory);
  SyncToy engine;
  job.run_with(engine);
  CHECK(job.failure.error == 0);
  CHECK(sorted(engine.offsets) == every_block());
}

TEST_CASE("a new asynchronous engine needs nothing but its type") {
  for (const uint32_t depth : {1U, 3U, 64U, 100U}) {
    const ScratchDirectory directory;
    JobUnderTest job(directory);
    job.spec.iodepth = depth;
    AsyncToy engine;
    job.run_with(engine);
    CHECK(job.failure.error == 0);
    CHECK(sorted(engine.begun) == every_block());
    CHECK(job.completed() == 64);
  }
}

TEST_CASE("short and interrupted transfers are continued: all bytes, each I/O once") {
  const ScratchDirectory directory;
  JobUnderTest synchronous(directory);
  SyncToy sync_engine;
  sync_engine.moody = true;
  synchronous.run_with(sync_engine);
  JobUnderTest asynchronous(directory);
  AsyncToy async_engine;
  async_engine.moody = true;
  asynchronous.run_with(async_engine);
  for (const JobUnderTest* job : {&synchronous, &asynchronous}) {
    CHECK(job->failure.error == 0);
    CHECK(job->read().short_ios > 0);
    CHECK(job->completed() == 64);
    CHECK(job->issued() == 64);
    CHECK(job->bytes() == 64 * 4096);
    CHECK(job->progress.in_flight == 0);
  }
}

TEST_CASE("a submission without room waits for completions, at iodepth 1 too") {
  for (const uint32_t depth : {1U, 8U}) {
    const ScratchDirectory directory;
    JobUnderTest job(directory);
    job.spec.iodepth = depth;
    AsyncToy engine;
    engine.moody = true;
    job.run_with(engine);
    CHECK(job.failure.error == 0);
    CHECK(job.completed() == 64);
  }
}

TEST_CASE("an error ends the job with what it hit, in either loop") {
  const ScratchDirectory directory;
  JobUnderTest synchronous(directory);
  SyncToy sync_engine;
  sync_engine.fails_at = 20 * 4096;
  synchronous.spec.workload = Workload::kWrite;
  synchronous.run_with(sync_engine);
  JobUnderTest asynchronous(directory);
  AsyncToy async_engine;
  async_engine.fails_at = 20 * 4096;
  asynchronous.spec.workload = Workload::kWrite;
  asynchronous.run_with(async_engine);
  for (const JobUnderTest* job : {&synchronous, &asynchronous}) {
    CHECK(job->failure.error == ENOSPC);
    CHECK(job->failure.where == static_cast<uint32_t>(FailurePoint::kWrite));
    CHECK(job->failure.offset == 20 * 4096);
    CHECK(job->failure.io_bytes == 4096);
    CHECK(job->write().failed_ios == 1);
    CHECK(job->issued() == job->completed() + 1);
  }
}

TEST_CASE("syncs go in flight where the engine takes them, else into the foreground") {
  for (const bool takes_syncs : {true, false}) {
    const ScratchDirectory directory;
    JobUnderTest job(directory);
    job.spec.workload = Workload::kWrite;
    job.spec.fsync = 10;
    AsyncToy engine;
    engine.takes_syncs = takes_syncs;
    job.run_with(engine);
    CHECK(job.failure.error == 0);
    CHECK(job.statistics.sync_lat.count == 6);
    CHECK(engine.foreground_syncs == (takes_syncs ? 0 : 6));
    CHECK(job.completed() == 64);
  }
}

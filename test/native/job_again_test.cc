// A time_based job that comes to the end of its range goes on as fio does: both loops issue what
// offset_stream_test.cc compares with fio's own logs.
#include <doctest/doctest.h>

#include <deque>

#include "core/offset/offset_stream.h"
#include "job_under_test.h"

using namespace vfload;

namespace {

struct Issued {
  uint64_t offset;
  Direction direction;
  bool operator==(const Issued&) const = default;
};

/// What was issued, until there is enough of it.
struct Record {
  JobUnderTest& job;
  size_t enough;
  std::vector<Issued> issued;

  void note(const IoUnit& unit, Direction direction) {
    issued.push_back({unit.offset, direction});
    if (issued.size() == enough) job.gate.stop = 1;
  }
};

class SyncRecorder {
 public:
  static constexpr EngineFlags kFlags{.synchronous = true, .diskless = true};

  explicit SyncRecorder(Record& record) : record_(record) {}

  int set_up(const EngineSetup&) { return 0; }
  int attach(int) { return 0; }
  template <Direction D>
  long transfer(IoUnit& unit) {
    record_.note(unit, D);
    return unit.length;
  }
  long sync(bool) { return 0; }
  void tear_down() {}

 private:
  Record& record_;
};

class AsyncRecorder {
 public:
  static constexpr EngineFlags kFlags{.diskless = true};

  explicit AsyncRecorder(Record& record) : record_(record) {}

  int set_up(const EngineSetup&) { return 0; }
  int attach(int) { return 0; }
  void prepare(IoUnit&) {}
  template <Direction D>
  int submit(IoUnit& unit) {
    record_.note(unit, D);
    waiting_.push_back(&unit);
    return 0;
  }
  bool syncs_in_flight() const { return false; }
  int submit_sync(IoUnit&, bool) { return 0; }
  long sync(bool) { return 0; }
  long reap() { return static_cast<long>(waiting_.size()); }
  long reap(ReapBounds) { return reap(); }
  Completion completion(uint32_t number) { return {waiting_[number], waiting_[number]->length}; }
  void release(uint32_t count) { waiting_.erase(waiting_.begin(), waiting_.begin() + count); }
  void tear_down() {}

 private:
  Record& record_;
  std::deque<IoUnit*> waiting_;
};

std::vector<Issued> as_streamed(const JobSpec& spec, size_t count) {
  const uint64_t file_bytes = spec.offset + spec.size;
  std::vector<uint64_t> memory(offset_stream_memory_bytes(spec, file_bytes) / sizeof(uint64_t) + 1);
  std::vector<uint64_t> offsets(count);
  std::vector<Direction> directions(count);
  REQUIRE(write_offset_stream(spec, file_bytes, memory.data(), offsets, directions) == count);
  std::vector<Issued> out;
  for (size_t i = 0; i < count; ++i) out.push_back({offsets[i], directions[i]});
  return out;
}

constexpr size_t kEnough = 400;

template <class Recorder>
void check_same_as_stream(Workload workload, uint64_t size) {
  CAPTURE(static_cast<int>(workload));
  CAPTURE(size);
  const ScratchDirectory directory;
  JobUnderTest job(directory);
  job.spec.workload = workload;
  job.spec.size = size;
  job.spec.time_based = true;
  Record record{job, kEnough, {}};
  Recorder engine(record);
  job.run_with(engine);
  CHECK(job.statistics.passes > 3);
  CHECK(record.issued == as_streamed(job.spec, kEnough));
}

}  // namespace

TEST_CASE("a time_based job goes on past the end of its range as the stream of offsets does") {
  constexpr uint64_t kWhole = uint64_t{64} * 4096;
  for (const Workload workload : kAllWorkloads) {
    for (const uint64_t size : {kWhole, kWhole + 100}) {
      check_same_as_stream<SyncRecorder>(workload, size);
      check_same_as_stream<AsyncRecorder>(workload, size);
    }
  }
}

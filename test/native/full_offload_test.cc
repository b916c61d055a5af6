// io_submit_mode=offload: threads do the I/Os of a job, one each at a time.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "core/sys/futex_lock.h"
#include "job_under_test.h"

using namespace vfload;

namespace {

constexpr const char* kOffloadedEngines[] = {"psync", "sync", "pvsync", "pvsync2", "vsync", "libaio"};

/// Takes its time, and tells how many threads were in it at once.
class Slow {
 public:
  static constexpr EngineFlags kFlags{.synchronous = true};
  static inline std::atomic<uint32_t> inside = 0;
  static inline std::atomic<uint32_t> most = 0;

  int set_up(const EngineSetup&) { return 0; }
  int attach(int) { return 0; }
  template <Direction D>
  long transfer(IoUnit& unit) {
    const uint32_t now = inside.fetch_add(1) + 1;
    uint32_t seen = most.load();
    while (seen < now && !most.compare_exchange_weak(seen, now)) {
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    inside.fetch_sub(1);
    return unit.length;
  }
  long sync(bool) { return 0; }
  void tear_down() {}
};

}  // namespace

TEST_CASE("threads do each I/O once and completely") {
  for (const char* engine : kOffloadedEngines) {
    for (const Workload workload : kAllWorkloads) {
      CAPTURE(engine);
      const ScratchDirectory directory;
      write_zeros(directory, 64 * 4096);
      JobUnderTest job(directory);
      job.use_engine(engine);
      job.spec.workload = workload;
      job.spec.offload = true;
      job.log_to(directory);
      job.run();
      SKIP_IF_REFUSED(job);
      CHECK(job.failure.error == 0);
      CHECK(job.completed() == 64);
      CHECK(job.bytes() == 64 * 4096);
      CHECK(job.progress.in_flight == 0);
      std::vector<uint64_t> offsets;
      for (const LoggedIo& io : read_iolog(directory)) offsets.push_back(io.offset);
      std::sort(offsets.begin(), offsets.end());
      REQUIRE(offsets.size() == 64);
      // Each direction goes through the file by itself then.
      if (workload == Workload::kReadWrite) continue;
      for (uint64_t block = 0; block < 64; ++block) CHECK(offsets[block] == block * 4096);
      CHECK((job.read().slat.count + job.write().slat.count == 0) == has_no_slat(job));
      CHECK(job.read().clat.count + job.write().clat.count == 64);
      CHECK(job.statistics.depth_level[0] == 64);
    }
  }
}

TEST_CASE("what threads write is where it belongs, also where they share the file's position") {
  for (const char* engine : kOffloadedEngines) {
    CAPTURE(engine);
    const ScratchDirectory directory;
    write_zeros(directory, 64 * 4096);
    JobUnderTest job(directory);
    job.use_engine(engine);
    job.spec.workload = Workload::kRandWrite;
    job.spec.offload = true;
    job.spec.iodepth = 8;
    job.run();
    SKIP_IF_REFUSED(job);
    // Each block is scrambled with its own offset and time: none is what it was, nor like another.
    const std::string data = directory.read("data");
    REQUIRE(data.size() == 64 * 4096);
    std::vector<std::string> blocks;
    for (uint64_t block = 0; block < 64; ++block) blocks.push_back(data.substr(block * 4096, 4096));
    std::sort(blocks.begin(), blocks.end());
    CHECK(std::adjacent_find(blocks.begin(), blocks.end()) == blocks.end());
    CHECK(blocks[0] != std::string(4096, '\0'));
  }
}

TEST_CASE("as many threads as iodepth says work at once") {
  const ScratchDirectory directory;
  write_zeros(directory, 64 * 4096);
  JobUnderTest job(directory);
  job.spec.offload = true;
  job.spec.iodepth = 3;
  Slow engine;
  Slow::most = 0;
  job.run_with(engine);
  CHECK(job.completed() == 64);
  CHECK(Slow::most == 3);
  // A latency is from when the I/O was handed over, the time of the completion from when a thread began.
  CHECK(job.read().lat.max >= job.read().clat.max);
}

TEST_CASE("syncs are done once each") {
  for (const char* engine : {"psync", "libaio"}) {
    const ScratchDirectory directory;
    write_zeros(directory, 64 * 4096);
    JobUnderTest job(directory);
    job.use_engine(engine);
    job.spec.workload = Workload::kWrite;
    job.spec.offload = true;
    job.spec.fsync = 8;
    job.run();
    SKIP_IF_REFUSED(job);
    CHECK(job.failure.error == 0);
    CHECK(job.write().completed == 64);
    CHECK(job.statistics.sync_lat.count == 7);
  }
}

TEST_CASE("the first I/O that fails ends the job, when the others are done") {
  const ScratchDirectory directory;
  write_zeros(directory, 32 * 4096);
  JobUnderTest job(directory);
  job.spec.workload = Workload::kRead;
  job.spec.offload = true;
  // Not the known end, but the middle of a block beyond it.
  job.spec.offset = 40 * 4096;
  job.run();
  CHECK(job.failure.error == EIO);
  CHECK(job.completed() == 0);
  CHECK(job.progress.in_flight == 0);
}

TEST_CASE("a futex lock lets in one at a time") {
  std::atomic<uint32_t> word = 0;
  uint64_t count = 0;
  std::vector<std::thread> threads;
  for (int number = 0; number < 4; ++number) {
    threads.emplace_back([&] {
      for (int time = 0; time < 20'000; ++time) {
        const sys::FutexLock lock(word);
        count += 1;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(count == 80'000);
  CHECK(word == 0);
}

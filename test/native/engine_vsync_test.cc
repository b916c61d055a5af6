// Which units go into one call, and what becomes of a call that ends early.
#include "core/engine/vsync.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include "job_under_test.h"

using namespace vfload;

namespace {

struct Batch {
  std::vector<IoUnit> units;
  std::vector<std::string> buffers;
  std::vector<IoUnit*> list;

  explicit Batch(const std::vector<uint64_t>& blocks) : units(blocks.size()), buffers(blocks.size()) {
    for (size_t number = 0; number < blocks.size(); ++number) {
      buffers[number].resize(4096);
      units[number] = {};
      units[number].buffer = reinterpret_cast<uint8_t*>(buffers[number].data());
      units[number].offset = blocks[number] * 4096;
      units[number].length = units[number].whole_bytes = 4096;
      units[number].index = static_cast<uint32_t>(number);
      list.push_back(&units[number]);
    }
  }
};

void set_up(Vsync& engine, Batch& batch, int fd) {
  EngineSetup setup = {};
  setup.units = batch.units.data();
  setup.depth = static_cast<uint32_t>(batch.units.size());
  REQUIRE(engine.set_up(setup) == 0);
  REQUIRE(engine.attach(fd) == 0);
  for (IoUnit& unit : batch.units) engine.prepare(unit);
}

}  // namespace

TEST_CASE("vsync does with one call what follows on each other, and no more") {
  const ScratchDirectory directory;
  write_zeros(directory, 16 * 4096);
  const int fd = open(directory.file("data").c_str(), O_RDONLY);
  Batch batch({2, 3, 4, 7});
  Vsync engine;
  set_up(engine, batch, fd);
  CHECK(engine.submit_many(batch.list.data(), 4) == 3);
  CHECK(engine.reap({}) == 3);
  for (uint32_t number = 0; number < 3; ++number) {
    CHECK(engine.completion(number).unit == batch.list[number]);
    CHECK(engine.completion(number).result == 4096);
  }
  engine.release(2);
  CHECK(engine.completion(0).unit == batch.list[2]);
  close(fd);
}

TEST_CASE("vsync gives each unit its part of a call that came to the end of the file") {
  const ScratchDirectory directory;
  write_zeros(directory, 4096 + 1000);
  const int fd = open(directory.file("data").c_str(), O_RDONLY);
  Batch batch({0, 1, 2});
  Vsync engine;
  set_up(engine, batch, fd);
  CHECK(engine.submit_many(batch.list.data(), 3) == 3);
  CHECK(engine.completion(0).result == 4096);
  CHECK(engine.completion(1).result == 1000);
  CHECK(engine.completion(2).result == 0);
  close(fd);
}

TEST_CASE("vsync tells every unit of a call that failed") {
  Batch batch({0, 1});
  Vsync engine;
  set_up(engine, batch, -1);
  CHECK(engine.submit_many(batch.list.data(), 2) == 2);
  CHECK(engine.completion(0).result == -EBADF);
  CHECK(engine.completion(1).result == -EBADF);
}

TEST_CASE("a job with vsync counts all that it does, syncs too, and has no slat") {
  const ScratchDirectory directory;
  write_zeros(directory, 64 * 4096);
  JobUnderTest job(directory);
  job.use_engine("vsync");
  job.spec.workload = Workload::kReadWrite;
  job.spec.iodepth = 8;
  job.spec.iodepth_batch = 3;
  job.spec.fsync = 5;
  job.run();
  CHECK(job.failure.error == 0);
  CHECK(job.completed() == 64);
  CHECK(job.bytes() == 64 * 4096);
  CHECK(job.read().slat.count + job.write().slat.count == 0);
  CHECK(job.read().clat.count + job.write().clat.count == 64);
  CHECK(job.statistics.sync_lat.count > 0);
}

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include "core/engine/copy.h"
#include "core/engine/mmap.h"
#include "job_under_test.h"

using namespace vfload;

TEST_CASE("the copy for each block size copies that block and nothing else") {
  for (const size_t bytes : {512U, 4096U, 8192U, 12288U, 4608U, 65536U}) {
    std::string from(bytes + 2, '\0');
    for (size_t i = 0; i < from.size(); ++i) from[i] = static_cast<char>(i * 7 + i / 251);
    std::string to(bytes + 2, '#');
    // Not aligned, as a mapping at an odd offset is.
    choose_copy(bytes)(reinterpret_cast<uint8_t*>(to.data()) + 1, reinterpret_cast<uint8_t*>(from.data()) + 1,
                       bytes);
    CHECK(to.substr(1, bytes) == from.substr(1, bytes));
    CHECK(to.front() == '#');
    CHECK(to.back() == '#');
  }
}

TEST_CASE("mmap maps block by block where the whole range cannot be mapped") {
  const ScratchDirectory directory;
  write_zeros(directory, 4 * 4096);
  JobUnderTest job(directory);
  job.spec.workload = Workload::kReadWrite;
  std::vector<uint8_t> buffer(4096, 'w');
  IoUnit unit = {};
  unit.buffer = buffer.data();
  unit.length = 4096;
  // More than an address space holds.
  const EngineSetup setup = {&job.spec, 0, uint64_t{1} << 60, &unit, 1};
  const int fd = open(directory.file("data").c_str(), O_RDWR | O_CLOEXEC);
  REQUIRE(fd >= 0);
  Mmap engine;
  REQUIRE(engine.set_up(setup) == 0);
  REQUIRE(engine.attach(fd) == 0);
  CHECK_FALSE(engine.maps_range());
  unit.offset = 2 * 4096;
  CHECK(engine.transfer<Direction::kWrite>(unit) == 4096);
  CHECK(engine.sync(false) == 0);
  unit.offset = 4096;
  CHECK(engine.transfer<Direction::kRead>(unit) == 4096);
  CHECK(buffer == std::vector<uint8_t>(4096, 0));
  engine.tear_down();
  close(fd);
  CHECK(directory.read("data").substr(2 * 4096, 4096) == std::string(4096, 'w'));
}

TEST_CASE("mmap of what cannot be mapped is a failure to map") {
  const ScratchDirectory directory;
  write_zeros(directory, 64 * 4096);
  JobUnderTest job(directory);
  job.spec.workload = Workload::kRead;
  IoUnit unit = {};
  const EngineSetup setup = {&job.spec, 0, 4096, &unit, 1};
  Mmap engine;
  REQUIRE(engine.set_up(setup) == 0);
  const int fd = open(directory.file("data").c_str(), O_WRONLY | O_CLOEXEC);
  CHECK(engine.attach(fd) == EACCES);
  engine.tear_down();
  close(fd);
}

TEST_CASE("mmap with direct=1 syncs after each I/O and still counts right, at an odd offset too") {
  const ScratchDirectory directory;
  write_zeros(directory, 20 * 4096);
  JobUnderTest job(directory);
  job.use_engine("mmap");
  job.spec.workload = Workload::kRandWrite;
  job.spec.direct = true;
  job.spec.offset = 1000;
  job.spec.size = 16 * 4096;
  job.run();
  if (job.failure.where == static_cast<uint32_t>(FailurePoint::kOpen)) return;  // no O_DIRECT here
  CHECK(job.failure.error == 0);
  CHECK(job.completed() == 16);
  CHECK(directory.read("data").substr(0, 1000) == std::string(1000, '\0'));
}

TEST_CASE("mmap leaves the offset of its I/O on record") {
  const ScratchDirectory directory;
  write_zeros(directory, 64 * 4096);
  JobUnderTest job(directory);
  job.use_engine("mmap");
  job.spec.workload = Workload::kRead;
  job.run();
  CHECK(job.progress.offset == 63 * 4096);
}

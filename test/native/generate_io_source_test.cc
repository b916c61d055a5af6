#include <doctest/doctest.h>

#include <algorithm>

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "core/generate/io_source.h"
#include "core/offset/offset_stream.h"

using namespace vfload;

namespace {

constexpr uint64_t kKiB = 1024;

/// A job on files `j.0.0`, `j.0.1`, …: fio's names of a job "j" in the present directory.
struct SourceUnderTest {
  std::unique_ptr<JobSpec> spec = std::make_unique<JobSpec>();
  std::vector<std::string> names;
  std::vector<JobFile> files;
  std::vector<uint64_t> memory;
  IoSource source;

  SourceUnderTest(Workload workload, uint64_t size, uint32_t file_count = 1) {
    spec->workload = workload;
    spec->size = size;
    spec->block_size = 4096;
    spec->compat = FioCompat::k333;
    spec->randrepeat = true;
    spec->job_number = 1;
    spec->rwmixread = 50;
    spec->generate.wanted = true;
    for (uint32_t file = 0; file < file_count; ++file) names.push_back("j.0." + std::to_string(file));
    for (const std::string& name : names) {
      files.push_back({name.c_str(), name.c_str(), 0, size / file_count, size / file_count, 0});
    }
  }

  GenerateSpec& generate() { return spec->generate; }

  void move_to(uint64_t offset) {
    for (JobFile& file : files) {
      file.start_bytes = offset;
      file.real_bytes = offset + file.range_bytes;
    }
  }

  /// "r0:15/2 w1:3": direction, file, block, and length in blocks where it is not one; passes with a bar
  /// between them, up to `most` I/Os.
  std::string run(size_t most = 100, bool asynchronous = false) {
    memory.resize(IoSource::memory_bytes(*spec, files) / sizeof(uint64_t) + 1);
    source.set_up(*spec, files, memory.data(), nullptr, asynchronous);
    std::string text;
    NextIo io = {};
    for (size_t count = 0; count < most;) {
      if (!source.next(io)) {
        if (!source.start_pass()) break;
        text += "| ";
        continue;
      }
      text += (io.direction == Direction::kRead ? "r" : "w") + std::to_string(io.file) + ":";
      text += blocks(io.offset) + (io.length == 4096 ? "" : "/" + blocks(io.length)) + " ";
      count += 1;
    }
    return text;
  }

  static std::string blocks(uint64_t bytes) {
    return bytes % 4096 == 0 ? std::to_string(bytes / 4096) : std::to_string(bytes) + "B";
  }
};

}  // namespace

TEST_CASE("a plain job has the same I/O as the lean loops have") {
  for (const Workload workload : {Workload::kRead, Workload::kReadWrite, Workload::kRandRead,
                                  Workload::kRandReadWrite, Workload::kRandWrite}) {
    for (const bool time_based : {false, true}) {
      CAPTURE(static_cast<int>(workload));
      CAPTURE(time_based);
      const uint64_t size = 1000 * kKiB + 100;
      SourceUnderTest job(workload, size);
      job.generate() = {};
      job.spec->time_based = time_based;
      job.memory.resize(IoSource::memory_bytes(*job.spec, job.files) / sizeof(uint64_t) + 1);
      job.source.set_up(*job.spec, job.files, job.memory.data());
      std::vector<uint64_t> memory(offset_stream_memory_bytes(*job.spec, size) / 8 + 1);
      std::vector<uint64_t> offsets(1000);
      std::vector<Direction> directions(1000);
      const uint64_t count = write_offset_stream(*job.spec, size, memory.data(), offsets, directions);
      NextIo io = {};
      for (uint64_t index = 0; index < count; ++index) {
        if (!job.source.next(io)) {
          REQUIRE(job.source.start_pass());
          REQUIRE(job.source.next(io));
        }
        REQUIRE(io.offset == offsets[index]);
        REQUIRE(io.direction == directions[index]);
        REQUIRE(io.length == 4096);
      }
    }
  }
}

// From here on: what fio 3.33 wrote to its iolog (ioengine=null, --name=j, the options of each case).

TEST_CASE("rw=read:8k leaves holes, and ends where the next I/O would begin at the end") {
  SourceUnderTest job(Workload::kRead, 64 * kKiB);
  job.generate().hole_bytes = 8192;
  CHECK(job.run() == "r0:0 r0:3 r0:6 r0:9 r0:12 r0:15 ");
}

TEST_CASE("rw=read:-8k walks backwards from the end after the first block") {
  SourceUnderTest job(Workload::kRead, 64 * kKiB);
  job.generate().hole_bytes = -8192;
  CHECK(job.run() == "r0:0 r0:14 r0:13 r0:12 r0:11 r0:10 r0:9 r0:8 r0:7 r0:6 r0:5 r0:4 r0:3 r0:2 r0:1 r0:0 ");
}

TEST_CASE("rw=read:-8k with an offset takes the range's length for its end at first") {
  SourceUnderTest job(Workload::kRead, 64 * kKiB);
  job.generate().hole_bytes = -8192;
  job.move_to(16 * kKiB);
  CHECK(job.run() ==
        "r0:14 r0:13 r0:12 r0:11 r0:10 r0:9 r0:8 r0:7 r0:6 r0:5 r0:4 r0:18 r0:17 r0:16 r0:15 r0:14 ");
}

TEST_CASE("rw=randread:4 goes on from each random offset, which alone the map knows of") {
  SourceUnderTest job(Workload::kRandRead, 64 * kKiB);
  job.generate().random_every = 4;
  CHECK(job.run() ==
        "r0:0 r0:1 r0:2 r0:3 r0:11 r0:12 r0:13 r0:14 r0:13 r0:14 r0:15 r0:7 r0:6 r0:7 r0:8 r0:9 ");
}

TEST_CASE("rw_sequencer=identical repeats the last offset of the direction") {
  SourceUnderTest job(Workload::kRandReadWrite, 64 * kKiB);
  job.generate().random_every = 3;
  job.generate().sequencer = Sequencer::kIdentical;
  CHECK(job.run(18) ==
        "r0:0 r0:0 r0:0 w0:11 r0:0 r0:0 w0:13 w0:13 w0:13 r0:7 w0:13 r0:7 w0:6 r0:7 r0:7 r0:14 ");
}

TEST_CASE("percentage_random takes the others from where the last one ended") {
  SourceUnderTest job(Workload::kRandRead, 64 * kKiB);
  job.generate().sequential_percent[0] = 50;
  CHECK(job.run() ==
        "r0:0 r0:1 r0:2 r0:11 r0:12 r0:13 r0:14 r0:7 r0:6 r0:14 r0:8 r0:9 r0:10 r0:5 r0:6 r0:7 ");
}

TEST_CASE("bs=4k,8k: both directions share a map, each in blocks of its own") {
  SourceUnderTest job(Workload::kRandReadWrite, 64 * kKiB);
  job.spec->block_size = 8192;
  job.generate().lengths[0] = {4096, 4096, 0, {}};
  job.generate().lengths[1] = {8192, 8192, 0, {}};
  CHECK(job.run() == "r0:0 r0:11 r0:13 w0:6/2 r0:6 r0:14 w0:8/2 w0:4/2 w0:14/2 r0:1 ");
}

TEST_CASE("bsrange=4k-64k draws lengths and cuts them at blocks that are done") {
  SourceUnderTest job(Workload::kRandRead, 64 * kKiB * kKiB);
  job.spec->block_size = 65536;
  job.generate().lengths[0] = {4096, 65536, 0, {}};
  CHECK(job.run(8) ==
        "r0:988/3 r0:12128/11 r0:13814/13 r0:7700/6 r0:6584/15 r0:13764/2 r0:6234/16 r0:5792/3 ");
}

TEST_CASE("bssplit draws from the list in ascending order of shares") {
  SourceUnderTest job(Workload::kRandRead, 1024 * kKiB);
  job.spec->block_size = 16384;
  job.generate().lengths[0] = {4096, 16384, 2, {{4096, 50}, {16384, 50}}};
  CHECK(job.run(10) == "r0:15 r0:189/4 r0:215/4 r0:120 r0:102/4 r0:219 r0:97/4 r0:90 r0:233 r0:17 ");
}

TEST_CASE("ba=512 places I/Os on a finer grid, without a map") {
  SourceUnderTest job(Workload::kRandRead, 64 * kKiB);
  job.generate().align_bytes[0] = job.generate().align_bytes[1] = 512;
  CHECK(job.run(6) == "r0:3584B r0:45568B r0:52224B r0:7 r0:6 r0:51712B ");
}

TEST_CASE("lfsr visits each block once, and its later rounds begin a step earlier") {
  SourceUnderTest job(Workload::kRandRead, 28 * kKiB);
  job.generate().generator = RandomGenerator::kLfsr;
  job.generate().loops = 2;
  CHECK(job.run() == "r0:1 r0:4 r0:0 r0:2 r0:3 r0:5 r0:6 | r0:6 r0:1 r0:4 r0:0 r0:2 r0:3 r0:5 ");
}

TEST_CASE("tausworthe64 draws with 64 bits") {
  SourceUnderTest job(Workload::kRandRead, 64 * kKiB);
  job.generate().generator = RandomGenerator::kTausworthe64;
  CHECK(job.run() ==
        "r0:15 r0:0 r0:1 r0:2 r0:8 r0:3 r0:7 r0:5 r0:13 r0:12 r0:9 r0:4 r0:14 r0:6 r0:10 r0:11 ");
}

TEST_CASE("the same permutation in each loop, and another one where a seed was given") {
  SourceUnderTest job(Workload::kRandRead, 16 * kKiB);
  job.generate().loops = 3;
  CHECK(job.run() == "r0:0 r0:2 r0:3 r0:1 | r0:0 r0:2 r0:3 r0:1 | r0:0 r0:2 r0:3 r0:1 ");
}

TEST_CASE("io_size goes on with further passes, and the last one is cut") {
  SourceUnderTest job(Workload::kRead, 30000);
  job.generate().io_size = 70000;
  CHECK(job.run() ==
        "r0:0 r0:1 r0:2 r0:3 r0:4 r0:5 r0:6 | r0:0 r0:1 r0:2 r0:3 r0:4 r0:5 r0:6 | "
        "r0:0 r0:1 r0:2 r0:3 ");
}

TEST_CASE("number_ios counts for all loops together") {
  SourceUnderTest job(Workload::kRead, 16 * kKiB);
  job.generate().number_ios = 2;
  job.generate().loops = 3;
  CHECK(job.run() == "r0:0 r0:1 r0:2 r0:3 | r0:0 r0:1 ");
}

TEST_CASE("strided zones: so much of each zone, then the next one") {
  SourceUnderTest job(Workload::kRandRead, 256 * kKiB);
  job.generate().strided = true;
  job.generate().zone_size = 16 * kKiB;
  job.generate().zone_range = 32 * kKiB;
  job.generate().zone_skip = 32 * kKiB;
  CHECK(job.run(20) ==
        "r0:0 r0:5 r0:6 r0:3 r0:19 r0:22 r0:20 r0:18 r0:39 r0:32 r0:38 r0:37 r0:55 r0:49 "
        "r0:51 r0:52 r0:3 r0:6 r0:2 r0:4 ");
}

TEST_CASE("files take turns, at random, or one after the other") {
  SourceUnderTest turns(Workload::kRandRead, 96 * kKiB, 3);
  CHECK(turns.run(9) == "r0:0 r1:5 r2:6 r0:3 r1:3 r2:7 r0:4 r1:2 r2:0 ");
  SourceUnderTest random(Workload::kRead, 96 * kKiB, 3);
  random.generate().service = FileService::kRandom;
  random.generate().service_ios = 3;
  CHECK(random.run() ==
        "r2:0 r2:1 r2:2 r2:3 r2:4 r2:5 r0:0 r0:1 r0:2 r0:3 r0:4 r0:5 r2:6 r2:7 r0:6 r0:7 "
        "r1:0 r1:1 r1:2 r1:3 r1:4 r1:5 r1:6 r1:7 ");
  SourceUnderTest sequential(Workload::kRead, 24 * kKiB, 3);
  sequential.generate().service = FileService::kSequential;
  CHECK(sequential.run() == "r0:0 r0:1 r1:0 r1:1 r2:0 r2:1 ");
}

TEST_CASE("file_service_type=zipf begins a file again that is at its end") {
  SourceUnderTest job(Workload::kRead, 96 * kKiB, 3);
  job.generate().service = FileService::kZipf;
  job.generate().service_value = 1.1;
  CHECK(job.run() ==
        "r0:0 r0:1 r0:2 r0:3 r0:4 r0:5 r1:0 r0:6 r1:1 r0:7 r0:0 r0:1 r1:2 r0:2 r0:3 r0:4 r0:5 "
        "r0:6 r0:7 r0:0 r0:1 r0:2 r0:3 r0:4 ");
}

TEST_CASE("a place that only a size without a share fits ends the file") {
  // fio 3.33 draws forever here.
  SourceUnderTest job(Workload::kWrite, 12 * kKiB);
  LengthSpec& lengths = job.generate().lengths[static_cast<int>(Direction::kWrite)];
  lengths = {.min_bytes = 4096, .max_bytes = 8192, .split_count = 2, .split = {{4096, 0}, {8192, 100}}};
  CHECK(job.run() == "w0:0/2 ");
}

TEST_CASE("a pass of an asynchronous engine ends by its bytes, also where there are places left") {
  const auto passes = [](bool asynchronous, uint64_t pass_bytes) {
    SourceUnderTest job(Workload::kWrite, 16 * kKiB);
    job.generate().loops = 2;
    job.generate().io_size = 8 * kKiB;
    job.generate().pass_bytes = pass_bytes;
    return job.run(100, asynchronous);
  };
  CHECK(passes(false, 8 * kKiB) == "w0:0 w0:1 w0:2 w0:3 ");
  CHECK(passes(true, 0) == "w0:0 w0:1 w0:2 w0:3 ");
  CHECK(passes(true, 8 * kKiB) == "w0:0 w0:1 | w0:0 w0:1 ");
}

TEST_CASE("a pass without a place for any I/O is the last one") {
  SourceUnderTest job(Workload::kWrite, 2 * kKiB);
  job.spec->time_based = true;
  CHECK(job.run().empty());
}

TEST_CASE("a share of a file that was not there counts in later passes, which begin and end with the file") {
  SourceUnderTest job(Workload::kRead, 24 * kKiB);
  job.files.front().later_skip_bytes = 12 * kKiB;
  job.generate().loops = 3;
  CHECK(job.run() == "r0:0 r0:1 r0:2 r0:3 r0:4 r0:5 | r0:3 r0:4 r0:5 | r0:3 r0:4 r0:5 ");
}

TEST_CASE("what is left of a share of the files is no reason for another pass") {
  for (const bool share : {false, true}) {
    SourceUnderTest job(Workload::kRead, 64 * kKiB);
    job.generate().hole_bytes = 16 * kKiB;
    job.move_to(16 * kKiB);
    job.generate().io_size = 32 * kKiB;
    if (share) job.generate().pass_bytes = 32 * kKiB;
    CHECK(job.run() == (share ? "r0:4 r0:9 r0:14 r0:19 " : "r0:4 r0:9 r0:14 r0:19 | r0:4 r0:9 r0:14 r0:19 "));
  }
}

TEST_CASE("a job does no more I/O than its files have room for, whatever its size") {
  SourceUnderTest job(Workload::kRead, 32 * kKiB, 2);
  job.spec->size = 256 * kKiB;
  job.generate().hole_bytes = -4096;
  job.move_to(4 * kKiB);
  CHECK(job.run() == "r0:3 r1:3 r0:3 r1:3 r0:3 r1:3 r0:3 r1:3 ");
}

TEST_CASE("a pass that ends by its bytes leaves no file to go on with") {
  SourceUnderTest job(Workload::kReadWrite, 32 * kKiB, 2);
  job.generate().service = FileService::kSequential;
  job.generate().loops = 3;
  const std::string text = job.run(100, true);
  CHECK(std::count(text.begin(), text.end(), '|') == 2);
  CHECK(std::count(text.begin(), text.end(), ':') == 24);
}

TEST_CASE("a register that is seeded with all ones gives nothing") {
  Lfsr lfsr;
  lfsr.set_up(48, 63);
  uint64_t block = 0;
  CHECK_FALSE(lfsr.next(block));
}

TEST_CASE("each block is trimmed before it is written, and a pass ends by what was written") {
  SourceUnderTest job(Workload::kTrimWrite, 16 * kKiB);
  CHECK(job.run() == "r0:0 w0:0 r0:1 w0:1 r0:2 w0:2 r0:3 w0:3 ");
  SourceUnderTest half(Workload::kTrimWrite, 16 * kKiB);
  half.generate().io_size = 8 * kKiB;
  CHECK(half.run() == "r0:0 w0:0 r0:1 w0:1 ");
}

TEST_CASE("a write at random goes where the trim before it went") {
  SourceUnderTest job(Workload::kRandTrimWrite, 16 * kKiB);
  CHECK(job.run() == "r0:0 w0:0 r0:2 w0:2 r0:3 w0:3 r0:1 w0:1 ");
}

TEST_CASE("a job that only trims draws as one that only writes") {
  SourceUnderTest trims(Workload::kRandTrim, 64 * kKiB);
  SourceUnderTest reads(Workload::kRandRead, 64 * kKiB);
  CHECK(trims.run() == reads.run());
}

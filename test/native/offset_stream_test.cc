#include <doctest/doctest.h>

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/offset/offset_stream.h"
#include "core/offset/policy.h"

using namespace vfload;

namespace {

constexpr uint64_t kMiB = 1 << 20;

std::unique_ptr<JobSpec> make_spec(Workload workload, uint64_t size, FioCompat compat = FioCompat::kCurrent) {
  auto spec = std::make_unique<JobSpec>();
  spec->workload = workload;
  spec->size = size;
  spec->block_size = 4096;
  spec->compat = compat;
  spec->randrepeat = true;
  spec->job_number = 1;
  spec->rwmixread = 50;
  return spec;
}

struct Io {
  uint64_t offset;
  Direction direction;
};

std::vector<Io> stream(const JobSpec& spec, uint64_t file_bytes, uint64_t count) {
  std::vector<uint64_t> memory(offset_stream_memory_bytes(spec, file_bytes) / 8 + 1);
  std::vector<uint64_t> offsets(count);
  std::vector<Direction> directions(count);
  const uint64_t written = write_offset_stream(spec, file_bytes, memory.data(), offsets, directions);
  std::vector<Io> ios;
  for (uint64_t i = 0; i < written; ++i) ios.push_back({offsets[i], directions[i]});
  return ios;
}

/// "r1 w2 …": direction and block.
std::string text(const std::vector<Io>& ios) {
  std::string result;
  for (const Io& io : ios) {
    if (!result.empty()) result += ' ';
    result += (io.direction == Direction::kRead ? "r" : "w") + std::to_string(io.offset / 4096);
  }
  return result;
}

}  // namespace

// fio-semantics 3.4 and B.1.
TEST_CASE("randread has fio's blocks, by version and job number") {
  const auto old = make_spec(Workload::kRandRead, 64 * kMiB, FioCompat::k333);
  CHECK(text(stream(*old, 64 * kMiB, 12)) ==
        "r988 r12128 r13814 r7700 r6584 r13764 r6234 r5792 r14958 r1094 r14012 r10668");
  old->job_number = 2;
  CHECK(text(stream(*old, 64 * kMiB, 12)) ==
        "r4174 r2976 r9841 r644 r7421 r10110 r11395 r4662 r4729 r1384 r6319 r1030");
  const auto current = make_spec(Workload::kRandRead, 64 * kMiB);
  CHECK(text(stream(*current, 64 * kMiB, 12)) ==
        "r16007 r14187 r10760 r8459 r9878 r16019 r236 r3705 r5361 r13697 r11046 r9264");
  current->job_number = 2;
  CHECK(text(stream(*current, 64 * kMiB, 12)) ==
        "r3824 r2297 r3804 r6618 r13510 r9718 r11317 r8379 r2305 r6407 r9748 r13660");
}

// fio-semantics B.2.
TEST_CASE("randrw has fio's directions and blocks") {
  const auto old = make_spec(Workload::kRandReadWrite, 32 * kMiB, FioCompat::k333);
  old->rwmixread = 75;
  CHECK(text(stream(*old, 32 * kMiB, 14)) ==
        "r494 r6064 r6907 w3850 r3292 r6882 w3117 r2896 r7479 r547 w7006 r5334 w7606 r2022");
  const auto current = make_spec(Workload::kRandReadWrite, 32 * kMiB);
  current->rwmixread = 75;
  CHECK(text(stream(*current, 32 * kMiB, 14)) ==
        "r8003 r7093 r5380 w4229 r4939 r8009 w118 r1852 r2680 r6848 w5523 r4632 w7790 r3134");
}

// Drawn with fio 3.33 on sparse files: bs=512, randread, norandommap.
TEST_CASE("offsets above 2^32 bytes and above 2^32 blocks are fio's") {
  const auto spec = make_spec(Workload::kRandRead, uint64_t{2048} << 30, FioCompat::k333);
  spec->block_size = 512;
  spec->norandommap = true;
  auto ios = stream(*spec, spec->size, 3);
  CHECK(ios[0].offset == 132630315520);
  CHECK(ios[1].offset == 1627915229184);
  CHECK(ios[2].offset == 1854179437568);
  spec->size = uint64_t{4096} << 30;
  ios = stream(*spec, spec->size, 3);
  CHECK(ios[0].offset == 265260631040);
  CHECK(ios[1].offset == 3255830458368);
  CHECK(ios[2].offset == 3708358875136);
}

// Drawn with fio 3.33: random_generator=tausworthe64, randrepeat=0, randseed=42.
TEST_CASE("current versions draw 64 bits above 2^32 blocks") {
  const auto spec = make_spec(Workload::kRandWrite, uint64_t{4096} << 30);
  spec->block_size = 512;
  spec->norandommap = true;
  spec->randrepeat = false;
  spec->randseed_given = true;
  spec->randseed = 42;
  const auto ios = stream(*spec, spec->size, 3);
  CHECK(ios[0].offset == 1227562210304);
  CHECK(ios[1].offset == 826904553472);
  CHECK(ios[2].offset == 586572920832);
}

TEST_CASE("a random pass touches every whole block once, from the offset on, and no partial one") {
  for (const Workload workload : {Workload::kRandRead, Workload::kRandWrite, Workload::kRandReadWrite}) {
    const auto spec = make_spec(workload, kMiB + 1000);
    spec->offset = 3 * 4096;
    const auto ios = stream(*spec, 8 * kMiB, 1000);
    CHECK(ios.size() == 256);
    std::set<uint64_t> blocks;
    for (const Io& io : ios) blocks.insert(io.offset / 4096);
    CHECK(blocks.size() == 256);
    CHECK(*blocks.begin() == 3);
    CHECK(*blocks.rbegin() == 258);
  }
}

TEST_CASE("time_based goes on after a full map with another permutation") {
  const auto spec = make_spec(Workload::kRandRead, kMiB);
  spec->time_based = true;
  const auto ios = stream(*spec, kMiB, 512);
  REQUIRE(ios.size() == 512);
  std::set<uint64_t> first;
  std::set<uint64_t> second;
  bool same_order = true;
  for (size_t i = 0; i < 256; ++i) {
    first.insert(ios[i].offset);
    second.insert(ios[256 + i].offset);
    same_order = same_order && ios[i].offset == ios[256 + i].offset;
  }
  CHECK(first.size() == 256);
  CHECK(second.size() == 256);
  CHECK_FALSE(same_order);
}

// fio 3.33 issues 16 blocks of 64k where 1000k are asked for: the limit counts bytes, and no map ends the job
// before.
TEST_CASE("norandommap issues as many blocks as cover the size, and blocks come again") {
  const auto spec = make_spec(Workload::kRandRead, 1000 * 1024);
  spec->block_size = 65536;
  spec->norandommap = true;
  const auto ios = stream(*spec, 1000 * 1024, 100);
  CHECK(ios.size() == 16);
  std::set<uint64_t> blocks;
  for (const Io& io : ios) blocks.insert(io.offset);
  CHECK(blocks.size() < 16);
  CHECK(*blocks.rbegin() <= uint64_t{14} * 65536);
}

TEST_CASE("sequential jobs walk the whole blocks from the offset on, and start again when time_based") {
  const auto spec = make_spec(Workload::kWrite, 3 * 4096 + 5);
  spec->offset = 8192;
  CHECK(text(stream(*spec, kMiB, 100)) == "w2 w3 w4");
  spec->time_based = true;
  CHECK(text(stream(*spec, kMiB, 7)) == "w2 w3 w4 w2 w3 w4 w2");
}

// Issued by fio 3.33: rw=rw, rwmixread=50, size=262244 (64 blocks and a rest), time_based, randrepeat=0,
// randseed=5.
TEST_CASE("rw: both directions walk on their own, and a partial block ends the pass of both") {
  const auto spec = make_spec(Workload::kReadWrite, 262244, FioCompat::k333);
  spec->time_based = true;
  spec->randrepeat = false;
  spec->randseed_given = true;
  spec->randseed = 5;
  const std::string issued = text(stream(*spec, 262244, 147));
  CHECK(issued.starts_with("r0 r1 w0 r2 r3 r4 w1 w2 r5 r6 w3 w4 r7 r8 w5 w6 w7 r9 r10 r11 "));
  CHECK(issued.ends_with(" w62 r62 r63 r0 r1 w0 r2 r3 r4 r5 r6 r7 r8 w1 r9 w2 r10 w3 w4 w5 w6 r11 r12"));
}

// Issued by fio 3.33 with randrepeat=1: the mix begins again with each pass.
TEST_CASE("rw with randrepeat repeats the same pass where a partial block ends it") {
  const auto spec = make_spec(Workload::kReadWrite, 262244, FioCompat::k333);
  spec->time_based = true;
  const auto ios = stream(*spec, 262244, 250);
  const std::string first = text({ios.begin(), ios.begin() + 125});
  CHECK(first.starts_with("r0 r1 r2 w0 r3 r4 w1 w2 w3 r5 w4 r6 w5 r7 r8 r9 w6 w7 r10 r11 "));
  CHECK(first.ends_with(" w62 r59 r60 w63"));
  CHECK(text({ios.begin() + 125, ios.end()}) == first);
}

TEST_CASE("rw of whole blocks starts only the direction again that came to its end") {
  const auto spec = make_spec(Workload::kReadWrite, 4 * 4096);
  spec->rwmixread = 80;
  spec->time_based = true;
  uint64_t next[kDirections] = {};
  for (const Io& io : stream(*spec, 4 * 4096, 200)) {
    uint64_t& expected = next[static_cast<int>(io.direction)];
    CHECK(io.offset / 4096 == expected);
    expected = (expected + 1) % 4;
  }
}

TEST_CASE("the mix meets rwmixread, and its ends exactly") {
  for (const int percent : {0, 1, 25, 50, 75, 99, 100}) {
    CAPTURE(percent);
    const auto spec = make_spec(Workload::kRandReadWrite, 64 * kMiB);
    spec->rwmixread = static_cast<uint8_t>(percent);
    int reads = 0;
    for (const Io& io : stream(*spec, 64 * kMiB, 16384)) reads += io.direction == Direction::kRead ? 1 : 0;
    CHECK(std::abs(reads - 16384 * percent / 100) <= (percent % 100 == 0 ? 0 : 300));
  }
}

TEST_CASE("a size of 0 means to the end of the file, and a range without a whole block gives nothing") {
  const auto spec = make_spec(Workload::kRead, 0);
  CHECK(stream(*spec, 3 * 4096, 10).size() == 3);
  CHECK(stream(*spec, 4095, 10).empty());
  spec->offset = kMiB;
  CHECK(stream(*spec, 4096, 10).empty());
}

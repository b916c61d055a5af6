// What a verified write carries, and what is found in it later.
#include <doctest/doctest.h>

#include <cstring>
#include <memory>
#include <vector>

#include "core/verify/block_check.h"
#include "core/verify/block_contents.h"
#include "core/verify/block_header.h"

using namespace vfload;

namespace {

std::unique_ptr<JobSpec> verifying(VerifyMethod method, FioCompat compat = FioCompat::k333) {
  auto spec = std::make_unique<JobSpec>();
  spec->job_number = 1;
  spec->compat = compat;
  spec->verify.method = method;
  return spec;
}

constexpr uint32_t kBytes = 4096;

std::vector<uint8_t> filled(const JobSpec& spec, uint64_t offset = 0) {
  std::vector<uint8_t> block(kBytes);
  fill_block(spec, {offset, kBytes, 0xa4cc01c509543cULL, 0, 108'642'454}, block.data());
  return block;
}

/// The first thing that is wrong in any interval.
VerifyFault fault_of(const JobSpec& spec, std::vector<uint8_t> block, uint64_t offset = 0) {
  const BlockExpectation expected = {.file = 0,
                                     .offset = offset,
                                     .length = kBytes,
                                     .checks_seed = true,
                                     .checks_number = true,
                                     .seed = 0xa4cc01c509543cULL,
                                     .number = 0};
  const uint32_t step = interval_bytes(spec.verify, kBytes);
  for (uint32_t at = 0; at < kBytes; at += step) {
    VerifyFailure failure;
    if (!check_interval(spec, expected, at, block.data() + at, failure)) return failure.fault;
  }
  return VerifyFault::kNone;
}

constexpr VerifyMethod kWithHeader[] = {
    VerifyMethod::kMeta,        VerifyMethod::kMd5,         VerifyMethod::kCrc64,
    VerifyMethod::kCrc32,       VerifyMethod::kCrc32c,      VerifyMethod::kCrc16,
    VerifyMethod::kCrc7,        VerifyMethod::kSha1,        VerifyMethod::kSha256,
    VerifyMethod::kSha512,      VerifyMethod::kSha3With224, VerifyMethod::kSha3With256,
    VerifyMethod::kSha3With384, VerifyMethod::kSha3With512, VerifyMethod::kXxhash};

}  // namespace

TEST_CASE("a block begins with the bytes that fio 3.33 writes for the same seed and time") {
  constexpr uint8_t kWritten[] = {
      0xca, 0xac, 0x05, 0x00, 0x00, 0x10, 0x00, 0x00, 0x3c, 0x54, 0x09, 0xc5, 0x01, 0xcc, 0xa4, 0x00,
      0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x96, 0xc0, 0x79, 0x06,
      0x01, 0x00, 0x00, 0x00, 0x86, 0x47, 0xf1, 0xe2, 0xf4, 0xa2, 0xef, 0xa3, 0x24, 0x2f, 0xeb, 0xb1,
      0x3c, 0x15, 0x45, 0x9c, 0xb6, 0xc6, 0xe0, 0x0a, 0x64, 0x23, 0x73, 0x04, 0xdb, 0xf5, 0xcb, 0xbc};
  const std::vector<uint8_t> block = filled(*verifying(VerifyMethod::kCrc32c));
  CHECK(memcmp(block.data(), kWritten, sizeof kWritten) == 0);
}

TEST_CASE("what was written is found again, by every method of both versions") {
  for (const FioCompat compat : {FioCompat::k333, FioCompat::kCurrent}) {
    for (const VerifyMethod method : kWithHeader) {
      const auto spec = verifying(method, compat);
      CHECK(fault_of(*spec, filled(*spec)) == VerifyFault::kNone);
      spec->verify.interval = 1024;
      spec->verify.offset = 400;
      CHECK(fault_of(*spec, filled(*spec)) == VerifyFault::kNone);
    }
  }
}

TEST_CASE("a changed byte is found, and told by where it lies") {
  const auto spec = verifying(VerifyMethod::kCrc32c);
  struct Change {
    size_t at;
    VerifyFault fault;
  };
  for (const auto& [at, fault] :
       {Change{0, VerifyFault::kMagic}, Change{4, VerifyFault::kLength}, Change{8, VerifyFault::kSeed},
        Change{16, VerifyFault::kOffset}, Change{24, VerifyFault::kHeaderCrc},
        Change{34, VerifyFault::kNumber}, Change{40, VerifyFault::kSum}, Change{4095, VerifyFault::kSum}}) {
    std::vector<uint8_t> block = filled(*spec);
    block[at] ^= 0x10;
    CHECK(fault_of(*spec, block) == fault);
  }
}

TEST_CASE("a block of another place is not taken for this one") {
  const auto spec = verifying(VerifyMethod::kMeta);
  CHECK(fault_of(*spec, filled(*spec, 8192), 4096) == VerifyFault::kOffset);
}

TEST_CASE("a block summed by another method is not taken for this one, unless only the header counts") {
  const std::vector<uint8_t> block = filled(*verifying(VerifyMethod::kMd5));
  CHECK(fault_of(*verifying(VerifyMethod::kCrc32c), block) == VerifyFault::kSum);
  CHECK(fault_of(*verifying(VerifyMethod::kMeta), block) == VerifyFault::kNone);
}

TEST_CASE("a pattern has the offset of its block where that is asked for, with a header and without") {
  for (const VerifyMethod method :
       {VerifyMethod::kPattern, VerifyMethod::kHeadedPattern, VerifyMethod::kMeta}) {
    const auto spec = verifying(method);
    const Pattern pattern = {10, {'a', 'b'}};
    spec->verify.pattern = &pattern;
    spec->verify.pattern_offset_count = 1;
    spec->verify.pattern_offsets[0] = 2;
    std::vector<uint8_t> block(kBytes);
    fill_block(*spec, {0x3000, kBytes, 0, 0, 0}, block.data());
    CHECK(block[4090] == 'a');
    CHECK(block[4093] == 0x30);
    const BlockExpectation expected = {.file = 0,
                                       .offset = 0x3000,
                                       .length = kBytes,
                                       .checks_seed = false,
                                       .checks_number = false,
                                       .seed = 0,
                                       .number = 0};
    VerifyFailure failure;
    CHECK(check_interval(*spec, expected, 0, block.data(), failure));
    block[4093] = 0x31;
    CHECK_FALSE(check_interval(*spec, expected, 0, block.data(), failure));
    CHECK(failure.fault == VerifyFault::kPattern);
    CHECK(failure.found == 0x31);
    CHECK(failure.wanted == 0x30);
  }
}

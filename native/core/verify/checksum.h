// The sums that blocks are verified with, as fio stores them behind a block's header: verify=md5, crc32c, ...
//
// All but two are the published functions. What fio 3.33 makes of each was found by writing with it
// (--do_verify=0) and by looking for the function whose result stands in the file;
// test/native/verify_checksum_test.cc holds bytes that it wrote.
//   md5, sha3-*   as published
//   sha1          as published, each of its five words in the machine's byte order
//   sha256        not the digest: see checksum/sha256.h
//   sha512        not the digest: see checksum/sha512.h
//   crc64         polynomial of Jones, reflected, starts with 0
//   crc32         polynomial of Ethernet, *not* reflected, starts with 0 and is not inverted
//   crc32c        reflected, starts with all ones and is not inverted; fio's header is summed with it, too
//   crc16         CRC-16/ARC;  crc7  CRC-7/MMC in the lower seven bits
//   xxhash        XXH32 with seed 1
// Numbers are stored in the machine's byte order, which is little-endian wherever vfload runs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace vfload {

enum class ChecksumKind : uint8_t {
  kMd5,
  kCrc64,
  kCrc32,
  kCrc32c,
  kCrc16,
  kCrc7,
  kSha1,
  kSha256,
  kSha512,
  kSha3With224,
  kSha3With256,
  kSha3With384,
  kSha3With512,
  kXxhash,
};

/// The largest that checksum_bytes returns.
inline constexpr size_t kMaxChecksumBytes = 128;

/// How many bytes fio keeps a sum of this kind in, right behind the 40 bytes of its header.
size_t checksum_bytes(ChecksumKind kind);

/// Writes the sum of `data` to `out`, which has room for checksum_bytes(kind) and does not overlap `data`.
/// Allocates nothing. Of sha512 over less than 128 bytes only the first data.size() bytes are written: what
/// fio leaves behind them is what happened to be there, so that its own verification of such blocks always
/// fails. Whoever compares starts with a copy of the stored sum.
void checksum(ChecksumKind kind, std::span<const uint8_t> data, uint8_t* out);

}  // namespace vfload

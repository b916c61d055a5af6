#include "core/verify/checksum.h"

#include <bit>
#include <cstring>

#include "core/verify/checksum/crc.h"
#include "core/verify/checksum/crc32c.h"
#include "core/verify/checksum/md5.h"
#include "core/verify/checksum/sha1.h"
#include "core/verify/checksum/sha256.h"
#include "core/verify/checksum/sha3.h"
#include "core/verify/checksum/sha512.h"
#include "core/verify/checksum/xxhash.h"

namespace vfload {

namespace {

constexpr uint32_t kXxhashSeed = 1;

template <typename Number>
void store(Number number, uint8_t* out) {
  static_assert(std::endian::native == std::endian::little);
  std::memcpy(out, &number, sizeof(number));
}

}  // namespace

size_t checksum_bytes(ChecksumKind kind) {
  switch (kind) {
    case ChecksumKind::kMd5:
      return 16;
    case ChecksumKind::kCrc64:
      return 8;
    case ChecksumKind::kCrc32:
    case ChecksumKind::kCrc32c:
    case ChecksumKind::kXxhash:
      return 4;
    case ChecksumKind::kCrc16:
      return 2;
    case ChecksumKind::kCrc7:
      return 1;
    case ChecksumKind::kSha1:
      return 20;
    case ChecksumKind::kSha3With224:
      return 28;
    case ChecksumKind::kSha3With256:
      return 32;
    case ChecksumKind::kSha3With384:
      return 48;
    case ChecksumKind::kSha256:
    case ChecksumKind::kSha3With512:
      return 64;
    case ChecksumKind::kSha512:
      return kMaxChecksumBytes;
  }
  return 0;
}

void checksum(ChecksumKind kind, std::span<const uint8_t> data, uint8_t* out) {
  switch (kind) {
    case ChecksumKind::kMd5:
      return md5(data, out);
    case ChecksumKind::kCrc64:
      return store(crc64(data), out);
    case ChecksumKind::kCrc32:
      return store(crc32(data), out);
    case ChecksumKind::kCrc32c:
      return store(crc32c(data), out);
    case ChecksumKind::kCrc16:
      return store(crc16(data), out);
    case ChecksumKind::kCrc7:
      return store(crc7(data), out);
    case ChecksumKind::kSha1:
      return sha1(data, out);
    case ChecksumKind::kSha256:
      return sha256_as_fio(data, out);
    case ChecksumKind::kSha512:
      return sha512_as_fio(data, out);
    case ChecksumKind::kSha3With224:
    case ChecksumKind::kSha3With256:
    case ChecksumKind::kSha3With384:
    case ChecksumKind::kSha3With512:
      return sha3(data, checksum_bytes(kind), out);
    case ChecksumKind::kXxhash:
      return store(xxhash32(data, kXxhashSeed), out);
  }
}

}  // namespace vfload

#include "core/verify/block_header.h"

#include <cstring>

#include "core/verify/checksum.h"

namespace vfload {

namespace {

/// As it lies on the disk.
struct [[gnu::packed]] Header333 {
  uint16_t magic;
  uint16_t method;
  uint32_t bytes;
  uint64_t seed;
  uint64_t offset;
  uint32_t seconds;
  uint32_t nanoseconds;
  uint16_t job_number;
  uint16_t number;
  uint32_t crc;
};
static_assert(sizeof(Header333) == 40);

struct [[gnu::packed]] HeaderCurrent {
  uint16_t magic;
  uint8_t version;
  uint8_t method;
  uint32_t bytes;
  uint64_t seed;
  uint64_t offset;
  uint32_t seconds;
  uint32_t nanoseconds;
  uint64_t number;
  uint16_t job_number;
  uint16_t unused;
  uint32_t crc;
};
static_assert(sizeof(HeaderCurrent) == kMaxHeaderBytes);

constexpr uint8_t kHeaderVersion = 1;

size_t crc_at(FioCompat compat) {
  return compat == FioCompat::k333 ? offsetof(Header333, crc) : offsetof(HeaderCurrent, crc);
}

}  // namespace

size_t header_bytes(FioCompat compat) { return crc_at(compat) + sizeof(uint32_t); }

uint32_t header_crc(FioCompat compat, const uint8_t* header) {
  uint32_t sum;
  checksum(ChecksumKind::kCrc32c, {header, crc_at(compat)}, reinterpret_cast<uint8_t*>(&sum));
  return sum;
}

uint64_t stored_number(FioCompat compat, uint64_t number) {
  return compat == FioCompat::k333 ? static_cast<uint16_t>(number) : number;
}

void put_header(FioCompat compat, const BlockHeader& header, uint8_t* to) {
  if (compat == FioCompat::k333) {
    const Header333 bytes = {header.magic,
                             header.method,
                             header.bytes,
                             header.seed,
                             header.offset,
                             header.seconds,
                             header.nanoseconds,
                             header.job_number,
                             static_cast<uint16_t>(header.number),
                             0};
    memcpy(to, &bytes, sizeof bytes);
  } else {
    const HeaderCurrent bytes = {header.magic,
                                 kHeaderVersion,
                                 static_cast<uint8_t>(header.method),
                                 header.bytes,
                                 header.seed,
                                 header.offset,
                                 header.seconds,
                                 header.nanoseconds,
                                 header.number,
                                 header.job_number,
                                 0,
                                 0};
    memcpy(to, &bytes, sizeof bytes);
  }
  const uint32_t crc = header_crc(compat, to);
  memcpy(to + crc_at(compat), &crc, sizeof crc);
}

BlockHeader get_header(FioCompat compat, const uint8_t* from) {
  const auto read = [from](auto& bytes) -> BlockHeader {
    memcpy(&bytes, from, sizeof bytes);
    return {bytes.magic,   bytes.method,      bytes.bytes,      bytes.seed,   bytes.offset,
            bytes.seconds, bytes.nanoseconds, bytes.job_number, bytes.number, bytes.crc};
  };
  if (compat == FioCompat::k333) {
    Header333 bytes;
    return read(bytes);
  }
  HeaderCurrent bytes;
  return read(bytes);
}

}  // namespace vfload

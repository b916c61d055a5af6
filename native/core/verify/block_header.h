// The header that a verified block begins with, as fio lays it down: numbers with the lowest byte first,
// 40 bytes in fio 3.33 and 48 in later versions, which count writes in 64 bits. Found by looking at files
// that fio 3.33 wrote.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/job/spec.h"

namespace vfload {

inline constexpr uint16_t kBlockMagic = 0xacca;
inline constexpr size_t kMaxHeaderBytes = 48;

struct BlockHeader {
  uint16_t magic;
  uint16_t method;  ///< VerifyMethod
  uint32_t bytes;   ///< from this header to where the next one would be
  uint64_t seed;    ///< of the random contents; 0: a pattern
  uint64_t offset;  ///< of the block in the file
  uint32_t seconds;
  uint32_t nanoseconds;
  uint16_t job_number;
  uint64_t number;  ///< of the write among the job's; modulo 2^16 in fio 3.33
  uint32_t crc;     ///< crc32c of everything before
};

/// Without the sum that follows.
size_t header_bytes(FioCompat compat);

/// Writes header_bytes to `to`, with its crc.
void put_header(FioCompat compat, const BlockHeader& header, uint8_t* to);

/// Reads it as it is, whatever is there.
BlockHeader get_header(FioCompat compat, const uint8_t* from);

/// What `crc` should be.
uint32_t header_crc(FioCompat compat, const uint8_t* header);

/// What of the number of a write is stored.
uint64_t stored_number(FioCompat compat, uint64_t number);

}  // namespace vfload

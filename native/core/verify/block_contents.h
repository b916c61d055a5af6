// What a verified write carries: contents that can be made again from a seed or a pattern, and in each
// interval of it a header with a sum.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/job/spec.h"

namespace vfload {

/// One I/O as its headers tell of it.
struct BlockIo {
  uint64_t offset;  ///< in the file
  uint32_t length;  ///< bytes
  uint64_t seed;
  uint64_t number;   ///< of the write among the job's
  uint64_t time_ns;  ///< since the job began
};

/// Bytes from header to header in an I/O of `length`.
inline uint32_t interval_bytes(const VerifySpec& spec, uint32_t length) {
  return spec.interval != 0 && spec.interval <= length ? spec.interval : length;
}

/// The pattern as it is in an I/O at `offset`, which it may have inside.
Pattern pattern_at(const VerifySpec& spec, uint64_t offset);

/// Fills `to` with the contents of the I/O and its headers.
void fill_block(const JobSpec& spec, const BlockIo& io, uint8_t* to);

/// Exchanges the beginning of an interval, which is where its header is made, with the place where
/// `verify_offset` wants it; or back.
void move_header(const VerifySpec& spec, size_t head_bytes, uint8_t* interval);

}  // namespace vfload

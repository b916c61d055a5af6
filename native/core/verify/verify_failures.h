// What was found to be wrong with a job's data, in memory that the controller shares: the job itself cannot
// print.
#pragma once

#include <cstdint>

#include "core/verify/checksum.h"

namespace vfload {

enum class VerifyFault : uint32_t {
  kNone,
  kMagic,
  kLength,
  kSeed,
  kOffset,
  kNumber,
  kHeaderCrc,
  kMethod,  ///< of no version of fio
  kSum,
  kPattern,
};

/// One interval that is not as it should be.
struct VerifyFailure {
  VerifyFault fault;
  uint32_t file;       ///< place in the list of files
  uint64_t offset;     ///< of the interval in the file
  uint32_t length;     ///< of the interval, bytes
  uint64_t io_offset;  ///< of the I/O that it is in
  uint32_t io_length;
  uint16_t found_method;   ///< as its header says; 0: there is none
  uint16_t wanted_method;  ///< VerifyMethod
  uint64_t found;          ///< the number in the header that is wrong, or the byte of the pattern
  uint64_t wanted;
  uint32_t pattern_at;  ///< of that byte in the interval, behind the header
  uint32_t sum_bytes;
  bool dumped;
  uint8_t stored_sum[kMaxChecksumBytes];
  uint8_t found_sum[kMaxChecksumBytes];  ///< of the data as it was read
};

inline constexpr uint32_t kMaxVerifyFailures = 16;

struct VerifyFailures {
  uint64_t count;  ///< of all; the first ones are told
  VerifyFailure first[kMaxVerifyFailures];
};

}  // namespace vfload

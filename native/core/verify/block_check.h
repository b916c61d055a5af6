// Whether what was read is what was written.
#pragma once

#include <cstdint>

#include "core/job/spec.h"
#include "core/verify/verify_failures.h"

namespace vfload {

/// What a block is compared with besides itself.
struct BlockExpectation {
  uint32_t file;
  uint64_t offset;  ///< of the I/O in the file
  uint32_t length;  ///< bytes
  bool checks_seed;
  bool checks_number;
  uint64_t seed;
  uint64_t number;
};

/// Checks the interval that is `at` bytes into the I/O, of which `interval` is the beginning. A header that
/// lies elsewhere is moved to the beginning.
/// `failure` is filled in where it is wrong. True: all is well.
bool check_interval(const JobSpec& spec, const BlockExpectation& expected, uint32_t at, uint8_t* interval,
                    VerifyFailure& failure);

}  // namespace vfload

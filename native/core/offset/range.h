// The part of its file that a job works on, in whole blocks.
#pragma once

#include <cstdint>

#include "core/job/spec.h"

namespace vfload {

struct OffsetRange {
  uint64_t start_bytes;  ///< offset of block 0 in the file
  uint64_t block_bytes;
  uint64_t blocks;       ///< whole blocks: what is left over at the end is never touched (fio-semantics 2.1)
  uint64_t limit_bytes;  ///< a job that is not time_based issues no more once it has issued so much in both
                         ///< directions

  uint64_t offset_of(uint64_t block) const { return start_bytes + block * block_bytes; }
};

/// The range of `spec` in a file of `file_bytes`. A `size` of 0 means from `offset` to the end of the file
/// (fio-semantics 2.1).
inline OffsetRange offset_range(const JobSpec& spec, uint64_t file_bytes) {
  const uint64_t present = file_bytes > spec.offset ? file_bytes - spec.offset : 0;
  const uint64_t bytes = spec.size != 0 && spec.size < present ? spec.size : present;
  return {spec.offset, spec.block_size, bytes / spec.block_size, bytes};
}

}  // namespace vfload

// What a job says about verifying its data: plain data, filled in before the fork (fio-semantics 3.12).
#pragma once

#include <cstdint>

#include "core/fill/fill_spec.h"

namespace vfload {

/// fio's `verify=`. The values are those that headers on disk carry.
enum class VerifyMethod : uint8_t {
  kNone = 0,
  kMeta = 1,  ///< the header alone, or with a pattern as kHeadedPattern
  kMd5 = 2,
  kCrc64 = 3,
  kCrc32 = 4,
  kCrc32c = 5,
  kCrc16 = 7,
  kCrc7 = 8,
  kSha256 = 9,
  kSha512 = 10,
  kSha3With224 = 11,
  kSha3With256 = 12,
  kSha3With384 = 13,
  kSha3With512 = 14,
  kXxhash = 15,
  kSha1 = 16,
  kHeadedPattern = 17,  ///< `verify_pattern` without `verify`: the pattern behind a header
  kPattern = 18,        ///< the pattern and no header
  kNull = 19,           ///< nothing is written for it, and nothing looked at
};

/// Its header's crc is over everything before it; so many bytes have room for either version's.
inline constexpr uint32_t kMaxPatternOffsets = 64;
/// I/Os that were in flight when a state was saved.
inline constexpr uint32_t kMaxSavedIos = 256;

/// An I/O that had come to its end when a state was saved.
struct SavedIo {
  uint64_t file;  ///< place in the list of files
  uint64_t offset;
};

/// What `verify_state_load` found.
struct SavedState {
  uint64_t writes;  ///< issued until then
  uint32_t depth;   ///< so many of the last ones may not have come to their end
  uint32_t count;
  SavedIo io[kMaxSavedIos];
};

struct VerifySpec {
  VerifyMethod method;
  bool reads_back;         ///< `do_verify`: what was written is read when a pass is over, or by `backlog`
  bool only;               ///< `verify_only`: nothing is written
  bool fatal;              ///< the first difference ends the job, also where errors are passed over
  bool dumps;              ///< `verify_dump`
  bool experimental;       ///< read back in the order of the writes, whatever was written twice
  bool sequence;           ///< `verify_write_sequence`: the number of the write is compared
  uint32_t interval;       ///< bytes from header to header; 0: one for each I/O
  uint32_t offset;         ///< where in that its header lies
  uint32_t backlog;        ///< read back after so many writes; 0: when the pass is over
  uint32_t backlog_batch;  ///< so many at a time; 0: `backlog`
  uint32_t min_io_bytes;   ///< of the job's I/Os in either direction
  uint32_t max_io_bytes;
  const Pattern* pattern = &kNoPattern;  ///< never nullptr
  uint32_t pattern_offset_count;  ///< places in the pattern that hold the offset of the I/O, in 8 bytes
  uint32_t pattern_offsets[kMaxPatternOffsets];
  const char* dump_directory = "";  ///< absolute
  const char* state_path = "";      ///< absolute; empty: no state is saved
  const SavedState* resumed;        ///< nullptr: nothing was loaded
};

}  // namespace vfload

// What write buffers hold, and what kind of memory they are in: plain data, filled in before the fork
// (fio-semantics 3.11).
#pragma once

#include <cstdint>

namespace vfload {

/// What a buffer holds before anything is changed in it.
enum class BufferBase : uint8_t { kRandom, kZero, kPattern };

/// fio's `dedupe_mode=`: what a duplicate repeats, the block before it or any of a working set.
enum class DedupeMode : uint8_t { kRepeat, kWorkingSet };

/// fio's `mem=`.
enum class MemoryKind : uint8_t { kMalloc, kShm, kShmHuge, kMmap, kMmapShared, kMmapHuge };

inline constexpr uint32_t kMaxPatternBytes = 512;

/// A sequence of bytes that is repeated from the start of a buffer to its end.
struct Pattern {
  uint32_t length;  ///< bytes; 0: no pattern
  uint8_t bytes[kMaxPatternBytes];
};
inline constexpr Pattern kNoPattern = {};

struct FillSpec {
  BufferBase base;
  DedupeMode dedupe_mode;
  MemoryKind memory;
  bool compresses;           ///< `compress_percent` was given
  bool deduplicates;         ///< `dedupe_percent` was given
  uint8_t compress_percent;  ///< share of each chunk that is pattern, or zeros where there is no pattern
  uint8_t dedupe_percent;    ///< share of blocks that repeat another
  uint32_t compress_chunk;   ///< bytes; 0: the block
  uint64_t working_set;      ///< blocks that duplicates are taken from
  uint32_t alignment;        ///< bytes from the start of a page to that of the buffers (iomem_align)
  uint64_t huge_page_bytes;  ///< what the size of huge buffers is rounded up to
  uint64_t locked_bytes;     ///< lockmem: pinned while the job runs
  const Pattern* pattern = &kNoPattern;  ///< never nullptr
};

}  // namespace vfload

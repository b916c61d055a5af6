// Offsets of read, write and rw=readwrite: each direction walks the range on its own (fio-semantics 3.5).
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/job/spec.h"
#include "core/offset/range.h"

namespace vfload {

/// An offset policy (see policy.h).
class SequentialOffsets {
 public:
  static size_t memory_bytes(const OffsetRange&) { return 0; }

  void set_up(const JobSpec&, const OffsetRange& range, void*) {
    start_ = range.start_bytes;
    step_ = range.block_bytes;
    end_ = range.offset_of(range.blocks);
    for (uint64_t& position : position_) position = start_;
  }

  bool next(Direction direction, uint64_t& file_offset) {
    uint64_t& position = position_[static_cast<int>(direction)];
    if (position == end_) [[unlikely]] {
      return false;
    }
    file_offset = position;
    position += step_;
    return true;
  }

  /// Only the direction that reached the end starts again.
  void restart(Direction direction) { position_[static_cast<int>(direction)] = start_; }

 private:
  uint64_t position_[kDirections] = {};
  uint64_t step_ = 0;
  uint64_t end_ = 0;
  uint64_t start_ = 0;
};

}  // namespace vfload

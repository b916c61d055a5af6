// The next offset of an I/O that is not random: after the last one of its direction, with the holes of
// `rw=read:X` (fio-semantics 3.5).
#pragma once

#include <cstdint>

#include "core/generate/source_file.h"

namespace vfload {

/// False: the direction is at the end of the file. `offset` counts from the start of the range.
inline bool next_sequential(SourceFileState& state, Direction direction, int64_t hole_bytes,
                            uint64_t& offset) {
  uint64_t& last_end = state.last_end[static_cast<int>(direction)];
  const uint64_t real_bytes = state.file.real_bytes;
  // Where a walk backwards begins.
  const uint64_t far_end = real_bytes > state.file.range_bytes ? state.file.range_bytes : real_bytes;
  if (last_end >= real_bytes) return false;
  if (last_end != 0 && last_end == state.start_bytes && hole_bytes < 0) last_end = far_end;
  uint64_t position = last_end - state.start_bytes;
  if (position != 0 && hole_bytes != 0) {
    position += static_cast<uint64_t>(hole_bytes);
    if (position >= real_bytes) {
      position = hole_bytes > 0 ? state.start_bytes : far_end + static_cast<uint64_t>(hole_bytes);
    }
  }
  offset = position;
  return true;
}

}  // namespace vfload

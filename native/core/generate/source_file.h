// One of a job's files, and how far its I/O has come.
#pragma once

#include <cstdint>

#include "core/generate/lfsr.h"
#include "core/generate/skewed.h"
#include "core/job/spec.h"
#include "core/offset/random_map.h"

namespace vfload {

/// The state of a file in the present pass.
struct SourceFileState {
  JobFile file;
  uint64_t start_bytes;  ///< of the zone that the I/O is in; `file.start_bytes` without zones
  uint64_t drawn_bytes;  ///< from there on: what random offsets are drawn in
  uint64_t last_end[kDirections];
  uint64_t last_start[kDirections];
  bool has_start[kDirections];
  bool trimmed;  ///< the last I/O was a trim, before a write
  RandomMap map;
  Lfsr lfsr;
  Skewed skewed;

  /// Where the range begins once the file has been gone through.
  uint64_t later_start_bytes() const { return file.start_bytes + file.later_skip_bytes; }

  /// Lengths are drawn for so much room, be it in a zone or not. An I/O that then goes beyond the file's end
  /// is none, and the file is done (seen with fio 3.33).
  uint64_t end_bytes() const { return later_start_bytes() + file.range_bytes; }

  void start_positions() {
    for (int direction = 0; direction < kDirections; ++direction) {
      last_end[direction] = start_bytes;
      has_start[direction] = false;
    }
    trimmed = false;
  }
};

}  // namespace vfload

// The next random offset in a file: uniform, skewed or by zones of access, with or without the map
// (fio-semantics 3.4).
#pragma once

#include <cstdint>

#include "core/generate/draws.h"
#include "core/generate/lengths.h"
#include "core/generate/source_file.h"
#include "core/log/draw_log.h"

namespace vfload {

/// Where a direction's offsets may lie.
struct BlockGrid {
  uint32_t align_bytes;   ///< offsets are multiples of this
  uint32_t length_bytes;  ///< of the shortest I/O

  /// How many places a range has.
  uint64_t places(uint64_t range_bytes) const {
    const uint64_t beyond = length_bytes > align_bytes ? length_bytes - align_bytes : 0;
    return range_bytes > beyond ? (range_bytes - beyond) / align_bytes : 0;
  }
};

class RandomOffsets {
 public:
  /// `very_large`: a draw of 32 bits does not reach every place of some file. `log`: is told
  /// every draw; or null.
  void set_up(const JobSpec& spec, const BlockGrid (&grids)[kDirections], bool very_large, DrawLog* log);

  /// Draws again from the beginning.
  void restart();

  /// What the next offsets are drawn with.
  const Draws& draws() const { return draws_; }

  /// False: the range has no place left for an I/O of `direction`. `offset` counts from the start of the
  /// range.
  bool next(SourceFileState& state, Direction direction, uint64_t& offset);

 private:
  uint64_t draw_below(uint64_t places);
  bool draw_place(SourceFileState& state, Direction direction, uint64_t places, uint64_t& place);

  const JobSpec* spec_ = nullptr;
  BlockGrid grids_[kDirections] = {};
  DrawLog* log_ = nullptr;
  bool wide_ = false;
  Draws draws_;
  Draws zone_draws_;
};

/// Whether a job keeps a map of the blocks that it has touched.
bool keeps_map(const JobSpec& spec);

/// Prepares what the draws keep in each file. `like`: a file that is prepared already, or null.
void set_up_draws_of_file(const JobSpec& spec, const BlockGrid& grid, SourceFileState& state,
                          const SourceFileState* like);

/// The map is cleared, a register begins a new round.
void restart_file(const JobSpec& spec, SourceFileState& state);

}  // namespace vfload

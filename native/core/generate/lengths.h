// How long the next I/O is: one size, a range (bsrange) or a mix (bssplit), per direction
// (fio-semantics 3.4).
#pragma once

#include <cstdint>

#include "core/generate/draws.h"
#include "core/job/spec.h"

namespace vfload {

/// The shortest I/O of one direction.
uint32_t shortest_io(const JobSpec& spec, int direction);

/// The shortest I/O of any direction, also of one that the job does not have: a block of the random map.
uint32_t shortest_io(const JobSpec& spec);

class Lengths {
 public:
  /// `block_bytes`: the one length where `spec` has none.
  void set_up(const LengthSpec& spec, uint32_t block_bytes, bool unaligned);

  /// Draws again from the beginning.
  void restart(uint64_t seed, bool wide) { draws_.seed(seed, wide); }

  uint32_t min_bytes() const { return min_bytes_; }
  uint32_t max_bytes() const { return max_bytes_; }

  /// A length of at most `room_bytes`. 0: not even the smallest fits.
  uint32_t next(uint64_t room_bytes);

 private:
  uint32_t draw(uint64_t room_bytes);

  const LengthSpec* spec_ = nullptr;
  uint32_t min_bytes_ = 0;
  uint32_t max_bytes_ = 0;
  uint32_t least_drawn_bytes_ = 0;  ///< more than `min_bytes_` where that has no share of a split
  bool unaligned_ = false;
  Draws draws_;
};

}  // namespace vfload

// What each write carries where it is made anew: random, compressible to a degree, repeated to a degree
// (fio-semantics 3.11).
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/fill/fill_spec.h"

namespace vfload {

/// Repeats `pattern` from the start of `to` to its end. A pattern of length 0 is zeros.
void fill_pattern(const Pattern& pattern, uint8_t* to, size_t bytes);

class WriteContents {
 public:
  /// `seed`: of the job's generator of contents. `pattern` stays where it is.
  void set_up(const FillSpec& spec, uint64_t seed);

  /// What buffers hold before the first I/O.
  void fill_first(uint8_t* to, size_t bytes) const;

  /// New contents for a write. Returns the seed they were made from.
  uint64_t fill_next(uint8_t* to, size_t bytes);

 private:
  uint64_t next_seed();
  void fill(uint8_t* to, size_t bytes, uint64_t seed) const;
  uint32_t draw_below(uint64_t bound);

  const FillSpec* spec_ = nullptr;
  uint64_t stream_ = 0;
  uint64_t unique_ = 0;  ///< blocks that repeat nothing, so far
  uint64_t draws_ = 0;
};

}  // namespace vfload

// random_distribution=zoned and zoned_abs: a share of the I/Os goes to a share of the range
// (fio-semantics 3.4).
#pragma once

#include <cstdint>

#include "core/generate/draws.h"
#include "core/generate/generate_spec.h"

namespace vfload {

/// Blocks from `first` on among which the draw is uniform.
struct BlockSpan {
  uint64_t first;
  uint64_t count;
};

/// The zone of `spec` that `draws` chooses, in a range of `blocks` blocks of `align_bytes`.
inline BlockSpan choose_access_zone(const AccessZonesSpec& spec, bool absolute, uint64_t blocks,
                                    uint32_t align_bytes, Draws& draws) {
  const uint64_t drawn = 1 + draws.below(100);
  uint64_t access = 0;
  uint64_t begin = 0;
  uint64_t end = 0;
  for (uint32_t number = 0; number < spec.count; ++number) {
    begin = end;
    end += spec.zone[number].size;
    access += spec.zone[number].access;
    if (drawn <= access) break;
  }
  if (absolute) return {begin / align_bytes, end / align_bytes - begin / align_bytes};
  const uint64_t first = begin * blocks / 100;
  return {first, blocks * (end - begin) / 100};
}

}  // namespace vfload

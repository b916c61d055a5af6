// Classes of the depth histograms (fio-semantics 4.6).
#pragma once

#include <bit>
#include <cstdint>

#include "core/measure/statistics.h"

namespace vfload {

/// Class of a queue depth of at least 1: 1, 2-3, 4-7, 8-15, 16-31, 32-63, from 64 on.
constexpr uint32_t depth_level_index(uint32_t depth) {
  const auto index = static_cast<uint32_t>(std::bit_width(depth)) - 1;
  return index < kDepthLevels ? index : kDepthLevels - 1;
}

/// Class of the number of I/Os in one submit or reap call: 0, 1-4, 5-8, 9-16, 17-32, 33-64, more.
constexpr uint32_t batch_index(uint32_t count) {
  if (count <= 4) return count == 0 ? 0 : 1;
  const auto index = static_cast<uint32_t>(std::bit_width(count - 1)) - 1;
  return index < kDepthLevels ? index : kDepthLevels - 1;
}

}  // namespace vfload

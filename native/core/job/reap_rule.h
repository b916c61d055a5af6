// When completions are taken, and how many at a time: `iodepth_batch_complete_min` and `_max`
// (fio-semantics 3.2). The lean loops know none of it: they take one when all units are in flight.
#pragma once

#include <algorithm>
#include <cstdint>

#include "core/engine/engine.h"
#include "core/job/spec.h"

namespace vfload {

/// fio 3.33 beside strace: a maximum below the minimum counts as the minimum, both are cut to what is in
/// flight, and a minimum of 0 asks without sleeping until there is one. With both 0 that is done after every
/// submission, so that only one unit is ever in flight.
class ReapRule {
 public:
  void set_up(const JobSpec& spec) {
    least_ = spec.iodepth_batch_complete_min;
    low_ = spec.iodepth_low == 0 ? UINT32_MAX : spec.iodepth_low;
    most_ = std::max(spec.iodepth_batch_complete_min, spec.iodepth_batch_complete_max);
  }

  /// What the lean loops do anyway.
  bool takes_one() const { return least_ == 1 && most_ == 1 && low_ == UINT32_MAX; }

  /// Nothing stays in flight: reap after each submission, and not only when all units are in flight.
  bool after_each_submission() const { return most_ == 0; }

  /// Once all units were in flight, completions are taken until so many are left.
  uint32_t low() const { return low_; }

  /// For a reap while `in_flight` units, at least one, are with the kernel.
  ReapBounds bounds(uint32_t in_flight) const {
    return {.least = std::min(least_, in_flight), .most = std::clamp(most_, uint32_t{1}, in_flight)};
  }

  /// For the end, when everything is waited for and taken as it comes.
  ReapBounds draining_bounds(uint32_t in_flight) const {
    return {.least = std::min(least_, uint32_t{1}), .most = in_flight};
  }

 private:
  uint32_t least_ = 1;
  uint32_t most_ = 1;
  uint32_t low_ = UINT32_MAX;
};

}  // namespace vfload

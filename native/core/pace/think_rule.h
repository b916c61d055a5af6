// When a job pauses, and how long: the thinktime options (fio-semantics 3.8).
#pragma once

#include <cstdint>

#include "core/pace/pacing_spec.h"

namespace vfload {

/// A pause: first in a loop that keeps the CPU busy, then asleep.
struct ThinkPause {
  uint64_t spin_until_ns;
  uint64_t until_ns;
};

class ThinkRule {
 public:
  void set_up(const PacingSpec& spec) { spec_ = &spec; }

  void start(uint64_t now_ns) {
    last_pause_ns_ = now_ns;
    last_pause_ios_ = 0;
  }

  /// After each I/O: whether it is time for a pause. `issued` and `completed` are the job's I/Os so far. The
  /// time that in-flight I/O takes to finish is a part of the pause: it counts from `now_ns`.
  bool due(uint64_t issued, uint64_t completed, uint64_t now_ns) {
    if (spec_->think_ns == 0) return false;
    const uint64_t ios = spec_->think_counts_issued ? issued : completed;
    if (ios < last_pause_ios_) last_pause_ios_ = 0;  // the counters began again at the end of the ramp
    const bool blocks_are_over = spec_->think_blocks != 0 && ios - last_pause_ios_ >= spec_->think_blocks;
    // fio 3.33 begins a pause so long after the beginning, not the end, of the one before.
    const bool time_is_over =
        spec_->think_io_ns != 0 && now_ns - last_pause_ns_ >= spec_->think_io_ns + spec_->think_ns;
    if (!blocks_are_over && !time_is_over) return false;
    last_pause_ios_ = ios;
    last_pause_ns_ = now_ns;
    return true;
  }

  /// The pause that due() has just begun. fio 3.33 hangs where spinning takes as long as the pause or longer;
  /// later versions end with the pause.
  ThinkPause pause() const {
    const uint64_t spin_ns = spec_->think_spin_ns < spec_->think_ns ? spec_->think_spin_ns : spec_->think_ns;
    return {last_pause_ns_ + spin_ns, last_pause_ns_ + spec_->think_ns};
  }

 private:
  const PacingSpec* spec_ = nullptr;
  uint64_t last_pause_ns_ = 0;
  uint64_t last_pause_ios_ = 0;
};

}  // namespace vfload

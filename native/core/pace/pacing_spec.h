// What a job says about when its I/Os are issued: plain data, filled in before the fork. All zeros: as fast
// as they can be.
#pragma once

#include <cstdint>

namespace vfload {

enum class RateProcess : uint8_t { kLinear, kPoisson };

/// Limits of one direction; 0: none.
struct DirectionRates {
  uint64_t bytes_per_s;      ///< rate, or rate_iops times the smallest block
  uint64_t min_bytes_per_s;  ///< rate_min
  uint64_t min_ios_per_s;    ///< rate_iops_min
};

/// latency_target and what belongs to it. No latency: no target.
struct LatencyTargetSpec {
  uint64_t latency_ns;
  uint64_t window_ns;
  double percentile;  ///< share of the I/Os of a window that have to keep to it
  bool keeps_on;      ///< latency_run
};

struct PacingSpec {
  DirectionRates rates[2];  ///< by Direction
  RateProcess rate_process;
  bool rate_ignore_thinktime;
  uint64_t rate_cycle_ns;
  uint64_t think_ns;         ///< thinktime; 0: none
  uint64_t think_spin_ns;    ///< the part of it that is spent without sleeping
  uint64_t think_blocks;     ///< I/Os from one pause to the next; 0: only think_io_ns counts
  uint64_t think_io_ns;      ///< time of I/O from one pause to the next; 0: only think_blocks counts
  bool think_counts_issued;  ///< think_blocks counts issued I/Os, not completed ones
  uint64_t max_latency_ns;   ///< 0: none
  LatencyTargetSpec target;

  /// Whether the job is anything but as fast as it can be.
  bool any() const {
    for (const DirectionRates& direction : rates) {
      if (direction.bytes_per_s != 0 || direction.min_bytes_per_s != 0 || direction.min_ios_per_s != 0) {
        return true;
      }
    }
    return think_ns != 0 || max_latency_ns != 0 || target.latency_ns != 0;
  }
};

}  // namespace vfload

// rate_min and rate_iops_min: a job that is slower ends with EIO (fio-semantics 3.9).
#pragma once

#include <cstdint>

#include "core/measure/clock.h"
#include "core/pace/pacing_spec.h"

namespace vfload {

/// The minimum of one direction. fio 3.33 does not look during the first two seconds; then the rate over each
/// `rate_cycle` counts.
class MinimumRate {
 public:
  void set_up(const DirectionRates& rates, uint64_t cycle_ns) {
    rates_ = rates;
    cycle_ns_ = cycle_ns;
  }

  void start(uint64_t now_ns) {
    looks_from_ns_ = now_ns + kGraceNs;
    began_ns_ = 0;
  }

  bool wanted() const { return rates_.min_bytes_per_s != 0 || rates_.min_ios_per_s != 0; }

  /// Whether the direction has been too slow, by what it has completed so far. One that has not begun is not.
  bool missed(uint64_t bytes, uint64_t ios, uint64_t now_ns) {
    if (!wanted() || bytes == 0 || now_ns < looks_from_ns_) return false;
    if (began_ns_ != 0) {
      const uint64_t spent_ns = now_ns - began_ns_;
      if (spent_ns < cycle_ns_) return false;
      if (per_second(bytes - bytes_, spent_ns) < rates_.min_bytes_per_s) return true;
      if (per_second(ios - ios_, spent_ns) < rates_.min_ios_per_s) return true;
    }
    began_ns_ = now_ns;
    bytes_ = bytes;
    ios_ = ios;
    return false;
  }

 private:
  static constexpr uint64_t kGraceNs = 2 * kNsPerSecond;

  static uint64_t per_second(uint64_t count, uint64_t ns) {
    if (ns == 0) return UINT64_MAX;
    return static_cast<uint64_t>(static_cast<unsigned __int128>(count) * kNsPerSecond / ns);
  }

  DirectionRates rates_ = {};
  uint64_t cycle_ns_ = 0;
  uint64_t looks_from_ns_ = 0;
  uint64_t began_ns_ = 0;  ///< of the present cycle; 0: none yet
  uint64_t bytes_ = 0;     ///< completed when it began
  uint64_t ios_ = 0;
};

}  // namespace vfload

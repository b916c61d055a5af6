// When the next I/O of one direction is due: rate, rate_iops and rate_process (fio-semantics 3.9).
#pragma once

#include <cstdint>

#include "core/offset/taus88.h"
#include "core/pace/pacing_spec.h"

namespace vfload {

/// Linear: an I/O is due when all bytes issued before it would have passed at the rate, so that what a stall
/// cost is caught up. Poisson: gaps are drawn, and add up whatever happens.
class RateSchedule {
 public:
  /// `bytes_per_s` 0: always due. `block_bytes`: what one I/O of the Poisson process stands for.
  void set_up(uint64_t bytes_per_s, RateProcess process, uint64_t block_bytes, uint32_t seed);

  /// The schedule begins: the first I/O is due at once.
  void start(uint64_t now_ns);

  uint64_t due_ns() const { return due_ns_; }
  bool limited() const { return bytes_per_s_ != 0; }

  /// An I/O of this direction goes out.
  void issued(uint64_t bytes);

  /// A pause of `pause_ns` has ended that the schedule does not have to catch up (rate_ignore_thinktime). As
  /// in fio 3.33 the I/O that is due next keeps its time, and those after it move by what the pause was late
  /// for it, or by the whole pause if that one is still to come.
  void forgive(uint64_t pause_ns, uint64_t now_ns);

 private:
  uint64_t drawn_gap_ns();

  uint64_t bytes_per_s_ = 0;
  RateProcess process_ = RateProcess::kLinear;
  double mean_gap_us_ = 0;
  Taus88 generator_;
  uint64_t base_ns_ = 0;  ///< when byte 0 was due
  uint64_t issued_bytes_ = 0;
  uint64_t due_ns_ = 0;
};

}  // namespace vfload

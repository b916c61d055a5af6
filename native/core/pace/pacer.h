// When the next I/O is issued: decisions only, from the times and counts that it is given. The full loop
// carries them out (full/full_job.h).
#pragma once

#include <cstdint>

#include "core/job/spec.h"
#include "core/measure/statistics.h"
#include "core/pace/minimum_rate.h"
#include "core/pace/rate_schedule.h"
#include "core/pace/think_rule.h"

namespace vfload {

/// Directions of which an I/O may go out: bit n is Direction n.
using DueDirections = uint32_t;
inline constexpr DueDirections kAllDirections = (1U << kDirections) - 1;

class Pacer {
 public:
  void set_up(const JobSpec& spec);

  /// The measured time, or the ramp, begins: nothing has been issued.
  void start(uint64_t now_ns);

  /// Whether due_ns() and due_directions() have anything to say.
  bool holds_back() const { return limited_; }

  /// When an I/O may go out: now or earlier where none has to wait. In a mixed job the earlier direction
  /// decides.
  uint64_t due_ns() const;

  /// What may go out at `now_ns`, which is due_ns() or later: of a mixed job whose choice falls on a
  /// direction that is ahead of its rate, the other one does (fio-semantics 3.9).
  DueDirections due_directions(uint64_t now_ns) const;

  void issued(Direction direction, uint64_t bytes) {
    issued_ios_ += 1;
    schedule_[static_cast<int>(direction)].issued(bytes);
  }

  /// After each I/O: whether a pause begins, and which.
  bool thinks(const JobStatistics& statistics, uint64_t now_ns);
  ThinkPause pause() const { return think_.pause(); }
  /// The pause is over.
  void thought(uint64_t now_ns);

  /// Whether a direction has been slower than its minimum.
  bool too_slow(const JobStatistics& statistics, uint64_t now_ns);

  /// Whether an I/O took longer than max_latency.
  bool too_late(uint64_t lat_ns) const { return max_latency_ns_ != 0 && lat_ns > max_latency_ns_; }

 private:
  const PacingSpec* spec_ = nullptr;
  DueDirections directions_ = 0;  ///< those that the job has
  bool limited_ = false;          ///< by a rate, in some direction
  uint64_t max_latency_ns_ = 0;
  uint64_t issued_ios_ = 0;
  RateSchedule schedule_[kDirections];
  MinimumRate minimum_[kDirections];
  ThinkRule think_;
};

}  // namespace vfload

// The way through a log that is replayed: what comes next, and when.
#pragma once

#include <cstdint>

#include "core/replay/replay_spec.h"

namespace vfload {

class ReplayWalk {
 public:
  /// `started_ns`: when the job began, by its clock.
  ReplayWalk(const ReplaySpec& spec, uint64_t started_ns)
      : next_(spec.entries),
        end_(spec.entries + spec.count),
        last_ns_(started_ns),
        began_ns_(before(started_ns, spec.elapsed_ns + kBeforeJobsNs)) {}

  /// nullptr: the log is at its end. A kWait is nothing to be done: its time is in due_ns() of what follows.
  const ReplayEntry* next() {
    while (next_ != end_) {
      const ReplayEntry* entry = next_++;
      due_ns_ = last_ns_ + entry->delay_us * kNsPerUs;
      if (entry->action() != ReplayAction::kWait) return entry;
      wait_until(began_ns_ + entry->offset * kNsPerUs);
    }
    return nullptr;
  }

  /// When the entry that next() gave may begin: so long after the one before as the log has it. What was late
  /// is not caught up (seen with fio 3.33).
  uint64_t due_ns() const { return due_ns_ > waits_until_ns_ ? due_ns_ : waits_until_ns_; }

  /// It has begun.
  void begun(uint64_t now_ns) { last_ns_ = now_ns; }

 private:
  static constexpr uint64_t kNsPerUs = 1000;
  /// So long before its jobs fio 3.33 begins to count for the waits of a log of version 2.
  static constexpr uint64_t kBeforeJobsNs = 100'000'000;

  static uint64_t before(uint64_t time_ns, uint64_t by_ns) { return time_ns > by_ns ? time_ns - by_ns : 0; }

  void wait_until(uint64_t until_ns) {
    if (until_ns > waits_until_ns_) waits_until_ns_ = until_ns;
  }

  const ReplayEntry* next_;
  const ReplayEntry* end_;
  uint64_t last_ns_;
  uint64_t began_ns_;
  uint64_t due_ns_ = 0;
  uint64_t waits_until_ns_ = 0;
};

}  // namespace vfload

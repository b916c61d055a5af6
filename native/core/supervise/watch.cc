#include "core/supervise/watch.h"

namespace vfload {

namespace {

/// Whether `now` lies more than `limit` after `since`; a `since` in the future (forgiven sleep) is not.
bool longer_than(uint64_t now_ns, uint64_t since_ns, uint64_t limit_ns) {
  return now_ns > since_ns && now_ns - since_ns > limit_ns;
}

}  // namespace

void Watch::note(const Sighting& seen) {
  if (seen.phase != phase_) {
    phase_ = seen.phase;
    phase_ns_ = seen.now_ns;
    moved_ns_ = seen.now_ns;
  }
  if (seen.counter != counter_) {
    counter_ = seen.counter;
    moved_ns_ = seen.now_ns;
  }
}

StuckReason Watch::judge_job(const Sighting& seen, const Expectation& expected, const Limits& limits) {
  note(seen);
  const uint64_t sync_limit_ns = expected.controller_gone ? limits.end_grace_ns : limits.task_stuck_after_ns;
  switch (seen.phase) {
    case Phase::kNone:
    case Phase::kPreparing:
      return longer_than(seen.now_ns, phase_ns_, limits.stuck_after_ns) ? StuckReason::kNoProgress
                                                                        : StuckReason::kNone;
    case Phase::kSyncing:
    case Phase::kEnded:
      // The last fsync, or the flush that closing the file brings, writes back everything that is still
      // dirty.
      return longer_than(seen.now_ns, phase_ns_, sync_limit_ns) ? StuckReason::kNoEnd : StuckReason::kNone;
    case Phase::kReady:
      if (!expected.released) {
        moved_ns_ = seen.now_ns;
        return StuckReason::kNone;
      }
      break;
    case Phase::kRamping:
    case Phase::kRunning:
    case Phase::kDraining:
      break;
  }
  if (expected.end_ns != UINT64_MAX && longer_than(seen.now_ns, expected.end_ns, limits.end_grace_ns)) {
    return StuckReason::kNoEnd;
  }
  return longer_than(seen.now_ns, moved_ns_, limits.stuck_after_ns) ? StuckReason::kNoCompletion
                                                                    : StuckReason::kNone;
}

StuckReason Watch::judge_task(const Sighting& seen, const Expectation& expected, const Limits& limits,
                              uint64_t stop_limit_ns) {
  note(seen);
  const bool stopping = expected.end_ns != UINT64_MAX;
  if (!stopping) {
    if (seen.phase == Phase::kReady) return StuckReason::kNone;
    return longer_than(seen.now_ns, moved_ns_, limits.task_stuck_after_ns) ? StuckReason::kNoProgress
                                                                           : StuckReason::kNone;
  }
  const uint64_t since_ns = moved_ns_ > expected.end_ns ? moved_ns_ : expected.end_ns;
  return longer_than(seen.now_ns, since_ns, stop_limit_ns) ? StuckReason::kNoEnd : StuckReason::kNone;
}

}  // namespace vfload

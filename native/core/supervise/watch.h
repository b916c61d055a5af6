// When is a child stuck? Pure rules over what was seen of it and when; no process is touched here.
#pragma once

#include <cstdint>

#include "core/measure/statistics.h"
#include "core/supervise/limits.h"

namespace vfload {

enum class StuckReason : uint32_t {
  kNone,
  kNoCompletion,  ///< I/O in flight, none completed
  kNoEnd,         ///< its end came and went
  kNoProgress,    ///< a task, or a job that prepares
};

/// One look at a child.
struct Sighting {
  uint64_t now_ns;
  Phase phase;
  uint64_t counter;  ///< I/Os completed, or a task's steps
};

/// What the rules need to know beyond the sighting.
struct Expectation {
  bool released;    ///< jobs: the run has begun
  uint64_t end_ns;  ///< when it should have ended (end of its runtime, or the request to stop); UINT64_MAX:
                    ///< no such time
  bool controller_gone;  ///< nobody waits for results: no patience for a last sync either
};

/// Remembers when a child last moved.
class Watch {
 public:
  /// Begins (again) to count from `now_ns`.
  void start(uint64_t now_ns) {
    moved_ns_ = now_ns;
    phase_ns_ = now_ns;
  }

  /// This machine or the supervisor slept for `ns`: time in which the child could not move either.
  void forgive(uint64_t ns) {
    moved_ns_ += ns;
    phase_ns_ += ns;
  }

  StuckReason judge_job(const Sighting& seen, const Expectation& expected, const Limits& limits);

  /// `stop_limit_ns`: as task_stuck_after_ns, once the task was asked to stop.
  StuckReason judge_task(const Sighting& seen, const Expectation& expected, const Limits& limits,
                         uint64_t stop_limit_ns);

 private:
  void note(const Sighting& seen);

  uint64_t counter_ = 0;
  uint64_t moved_ns_ = 0;
  uint64_t phase_ns_ = 0;
  Phase phase_ = Phase::kNone;
};

}  // namespace vfload

// The units of an asynchronous job between the stack of idle ones, the engine, and the rests of short
// transfers: what both loops of asynchronous engines have in common. None of it is for the usual I/O.
#pragma once

#include <sched.h>

#include <cerrno>
#include <cstdint>

#include "core/engine/engine.h"
#include "core/job/job_run.h"
#include "core/job/unit_stack.h"

namespace vfload {

/// What a completion that is not a whole I/O turned out to be.
struct Settlement {
  bool unfinished;  ///< the rest is still to be submitted; else the unit is whole again
  int error;        ///< positive errno
  uint32_t bytes;   ///< transferred in all
};

template <AsynchronousEngine Engine>
class AsyncUnits {
 public:
  AsyncUnits(JobRun& job, Engine& engine) : job_(job), engine_(engine), depth_(job.depth()) {}

  /// False: no memory.
  bool set_up() {
    return idle_.set_up(job_.buffers().units(), depth_) && unfinished_.set_up(nullptr, depth_);
  }

  /// Idle units: the one used last is used next, since its buffer is warm.
  UnitStack& idle() { return idle_; }
  uint32_t depth() const { return depth_; }
  uint32_t in_flight() const { return depth_ - idle_.count(); }
  bool any_unfinished() const { return !unfinished_.empty(); }

  /// For a result other than the whole of the unit.
  Settlement settle(IoUnit& unit, int64_t result) {
    if (result > 0) {
      unit.buffer += result;
      unit.offset += static_cast<uint64_t>(result);
      unit.length -= static_cast<uint32_t>(result);
    }
    if (result == -EINTR || (result > 0 && unit.length > 0)) {
      if (result > 0) job_.statistics().direction[static_cast<int>(unit.direction)].short_ios += 1;
      unfinished_.push(unit);
      return {.unfinished = true, .error = 0, .bytes = 0};
    }
    const uint32_t done = unit.whole_bytes - unit.length;
    const bool known_end = result == 0 && job_.at_known_end(unit);
    restore(unit);
    if (result > 0 || known_end) return {.unfinished = false, .error = 0, .bytes = done};
    return {.unfinished = false, .error = result == 0 ? EIO : static_cast<int>(-result), .bytes = done};
  }

  /// Submits the rests of short transfers. Not while completions are being read: the kernel needs their
  /// places. `refused(unit, error)` is called for each that the kernel does not take.
  template <class Refused>
  void submit_unfinished(Refused&& refused) {
    while (!unfinished_.empty()) {
      IoUnit& unit = unfinished_.pop();
      prepare(unit);
      const int error = submit(unit);
      if (error == EAGAIN) {
        unfinished_.push(unit);
        sched_yield();
      } else if (error != 0) {
        restore(unit);
        refused(unit, error);
        idle_.push(unit);
      }
    }
  }

  int submit(IoUnit& unit) {
    return unit.direction == Direction::kRead ? engine_.template submit<Direction::kRead>(unit)
                                              : engine_.template submit<Direction::kWrite>(unit);
  }

 private:
  /// For the unit's own file, whichever the engine is at.
  void prepare(IoUnit& unit) {
    if constexpr (requires { engine_.select(0); }) engine_.select(job_.files().fd(unit.file));
    engine_.prepare(unit);
  }

  /// Makes a unit whole again after its buffer was gone through in parts.
  void restore(IoUnit& unit) {
    const uint32_t done = unit.whole_bytes - unit.length;
    unit.buffer -= done;
    unit.offset -= done;
    unit.length = unit.whole_bytes;
    prepare(unit);
  }

  JobRun& job_;
  Engine& engine_;
  const uint32_t depth_;
  UnitStack idle_;
  UnitStack unfinished_;
};

}  // namespace vfload

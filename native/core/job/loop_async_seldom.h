// The parts of the lean asynchronous loop that run seldom: short transfers, refusals, failures. Out of line,
// so that the loop itself stays small. Included by loop_async.h alone.
#pragma once

#include <sched.h>

#include <cerrno>

#include "core/job/loop_async.h"

namespace vfload {

/// Waits for completions and records all that are there.
template <AsynchronousEngine Engine, class Directions>
void AsyncLoop<Engine, Directions>::reap() {
  take(engine_.reap({.least = 1, .most = depth_}), depth_);
}

/// A completion that is not a whole block. True: the unit is idle again.
template <AsynchronousEngine Engine, class Directions>
bool AsyncLoop<Engine, Directions>::settle(IoUnit& unit, int64_t result) {
  const Settlement settlement = units_.settle(unit, result);
  if (settlement.unfinished) return false;
  if (settlement.error != 0) {
    fail(unit, settlement.error);
  } else {
    complete(unit, settlement.bytes);
  }
  return true;
}

template <AsynchronousEngine Engine, class Directions>
void AsyncLoop<Engine, Directions>::continue_unfinished() {
  units_.submit_unfinished([this](const IoUnit& unit, int error) { fail(unit, error); });
}

/// A submission was refused. Tries again after a completion, while the reason is a lack of room.
template <AsynchronousEngine Engine, class Directions>
template <Direction kDirection>
bool AsyncLoop<Engine, Directions>::submit_later(IoUnit& unit, int error) {
  while (error == EAGAIN && !broken_) {
    wait_for_room();
    error = engine_.template submit<kDirection>(unit);
  }
  if (error == 0) return true;
  fail(unit, error);
  idle().push(unit);
  return false;
}

/// While one unit is out of the stack and not in flight either.
template <AsynchronousEngine Engine, class Directions>
void AsyncLoop<Engine, Directions>::wait_for_room() {
  if (in_flight() > 1) {
    take(engine_.reap(), kMostReaped);
  } else {
    sched_yield();
  }
}

template <AsynchronousEngine Engine, class Directions>
void AsyncLoop<Engine, Directions>::fail(const IoUnit& unit, int error) {
  statistics_.direction[static_cast<int>(unit.direction)].failed_ios += 1;
  job_.fail(unit.direction == Direction::kRead ? FailurePoint::kRead : FailurePoint::kWrite, error,
            unit.offset, unit.length);
  left_ = 0;
}

/// The engine itself has failed: what is in flight will never be heard of.
template <AsynchronousEngine Engine, class Directions>
void AsyncLoop<Engine, Directions>::give_up(int error) {
  const bool reads = has_reads(job_.spec().workload);
  job_.fail(reads ? FailurePoint::kRead : FailurePoint::kWrite, error == 0 ? EIO : error);
  left_ = 0;
  broken_ = true;
}

}  // namespace vfload

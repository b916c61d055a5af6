// The parts of the asynchronous loop that run seldom: short transfers, refusals, failures, syncs. Out of
// line, so that the loop itself stays small. Included by loop_async.h alone.
#pragma once

#include <sched.h>

#include <cerrno>

#include "core/job/loop_async.h"

namespace vfload {

/// Waits for completions and records those that are taken.
template <AsynchronousEngine Engine, class Directions, bool kExtras>
void AsyncLoop<Engine, Directions, kExtras>::reap(ReapBounds bounds) {
  take(engine_.reap(bounds), bounds.most);
}

/// Where batches may have been asked for. Polling leaves nothing in flight.
template <AsynchronousEngine Engine, class Directions, bool kExtras>
void AsyncLoop<Engine, Directions, kExtras>::reap_after_submission() {
  const ReapRule& rule = job_.reap_rule();
  if (rule.after_each_submission() && !idle_.full() && !broken_) reap(rule.bounds(in_flight()));
  // Again where all that came back was the first part of a short transfer.
  while (idle_.empty() && !broken_) reap(rule.bounds(depth_));
}

/// A completion that is not a whole block: the rest of one, a part, an end of file, a failure, or a sync.
/// True: the unit is idle again.
template <AsynchronousEngine Engine, class Directions, bool kExtras>
bool AsyncLoop<Engine, Directions, kExtras>::settle(IoUnit& unit, int64_t result) {
  if (unit.sync) {
    complete_sync(unit, result);
    return true;
  }
  if (result > 0) {
    unit.buffer += result;
    unit.offset += static_cast<uint64_t>(result);
    unit.length -= static_cast<uint32_t>(result);
  }
  if (result == -EINTR || (result > 0 && unit.length > 0)) {
    if (result > 0) statistics_.direction[static_cast<int>(unit.direction)].short_ios += 1;
    unfinished_.push(unit);
    return false;
  }
  const uint64_t done = block_bytes_ - unit.length;
  const bool known_end = result == 0 && job_.at_known_end(unit.offset);
  restore(unit, done);
  if (result > 0 || known_end) {
    complete(unit, done);
  } else {
    fail(unit, result == 0 ? EIO : static_cast<int>(-result));
  }
  return true;
}

/// Makes a unit whole again after its buffer was gone through in parts.
template <AsynchronousEngine Engine, class Directions, bool kExtras>
void AsyncLoop<Engine, Directions, kExtras>::restore(IoUnit& unit, uint64_t done) {
  unit.buffer -= done;
  unit.offset -= done;
  unit.length = block_bytes_;
  engine_.prepare(unit);
}

/// Submits the rests of short transfers. Not while completions are being read: the kernel needs their
/// places.
template <AsynchronousEngine Engine, class Directions, bool kExtras>
void AsyncLoop<Engine, Directions, kExtras>::continue_unfinished() {
  while (!unfinished_.empty()) {
    IoUnit& unit = unfinished_.pop();
    engine_.prepare(unit);
    const int error = unit.direction == Direction::kRead ? engine_.template submit<Direction::kRead>(unit)
                                                         : engine_.template submit<Direction::kWrite>(unit);
    if (error == EAGAIN) {
      unfinished_.push(unit);
      sched_yield();
    } else if (error != 0) {
      restore(unit, block_bytes_ - unit.length);
      fail(unit, error);
      idle_.push(unit);
    }
  }
}

/// A submission was refused. Tries again after a completion, while the reason is a lack of room.
template <AsynchronousEngine Engine, class Directions, bool kExtras>
template <Direction kDirection>
bool AsyncLoop<Engine, Directions, kExtras>::submit_later(IoUnit& unit, int error) {
  while (error == EAGAIN && !broken_) {
    wait_for_room();
    error = engine_.template submit<kDirection>(unit);
  }
  if (error == 0) return true;
  fail(unit, error);
  idle_.push(unit);
  return false;
}

/// While one unit is out of the stack and not in flight either.
template <AsynchronousEngine Engine, class Directions, bool kExtras>
void AsyncLoop<Engine, Directions, kExtras>::wait_for_room() {
  if (idle_.count() + 1 < depth_) {
    reap({});
  } else {
    sched_yield();
  }
}

template <AsynchronousEngine Engine, class Directions, bool kExtras>
void AsyncLoop<Engine, Directions, kExtras>::fail(const IoUnit& unit, int error) {
  statistics_.direction[static_cast<int>(unit.direction)].failed_ios += 1;
  job_.fail(unit.direction == Direction::kRead ? FailurePoint::kRead : FailurePoint::kWrite, error,
            unit.offset, unit.length);
  left_ = 0;
}

/// The engine itself has failed: what is in flight will never be heard of.
template <AsynchronousEngine Engine, class Directions, bool kExtras>
void AsyncLoop<Engine, Directions, kExtras>::give_up(int error) {
  const bool reads = has_reads(job_.spec().workload);
  job_.fail(reads ? FailurePoint::kRead : FailurePoint::kWrite, error == 0 ? EIO : error);
  left_ = 0;
  broken_ = true;
}

/// fsync or fdatasync, in flight like an I/O or in the foreground, as the engine does it.
template <AsynchronousEngine Engine, class Directions, bool kExtras>
void AsyncLoop<Engine, Directions, kExtras>::sync(SyncKind kind) {
  IoUnit& unit = idle_.pop();
  const bool data_only = kind == SyncKind::kData;
  job_.iolog().sync(kind, unit.offset, now_ns_);
  job_.sync_rule().sync_issued();
  count_submitted();
  if (engine_.syncs_in_flight() && submit_sync(unit, data_only)) return;
  unit.issue_ns = clock_.now_ns();
  const long result = engine_.sync(data_only);
  now_ns_ = clock_.now_ns();
  // No reap call: fio counts none either.
  complete_sync(unit, result);
  idle_.push(unit);
}

/// False: the engine has found out only now that it cannot, and says so; this one, too, is done in the
/// foreground.
template <AsynchronousEngine Engine, class Directions, bool kExtras>
bool AsyncLoop<Engine, Directions, kExtras>::submit_sync(IoUnit& unit, bool data_only) {
  unit.sync = true;
  int error = engine_.submit_sync(unit, data_only);
  while (error == EAGAIN && !broken_) {
    wait_for_room();
    error = engine_.submit_sync(unit, data_only);
  }
  unit.issue_ns = now_ns_ = clock_.now_ns();
  if (error != 0 && !engine_.syncs_in_flight()) {
    unit.sync = false;
    return false;
  }
  if (error != 0) {
    complete_sync(unit, -error);
    idle_.push(unit);
  }
  return true;
}

template <AsynchronousEngine Engine, class Directions, bool kExtras>
void AsyncLoop<Engine, Directions, kExtras>::complete_sync(IoUnit& unit, int64_t result) {
  unit.sync = false;
  engine_.prepare(unit);
  if (result < 0) {
    job_.fail(FailurePoint::kSync, static_cast<int>(-result), unit.offset);
    left_ = 0;
    return;
  }
  record_sync(statistics_, now_ns_ - unit.issue_ns);
  job_.sync_rule().sync_completed();
}

}  // namespace vfload

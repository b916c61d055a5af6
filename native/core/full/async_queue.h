// The full loop's way to an asynchronous engine: submits a unit, and takes completions when the reap rule
// says so (job/reap_rule.h, fio-semantics 3.2).
#pragma once

#include <sched.h>

#include <cerrno>
#include <cstdint>

#include "core/full/full_files.h"
#include "core/full/full_job.h"
#include "core/job/account.h"
#include "core/job/async_units.h"
#include "core/measure/depths.h"

namespace vfload {

template <AsynchronousEngine Engine>
class AsyncQueue {
 public:
  AsyncQueue(FullJob& job, Engine& engine, FullFiles<Engine>& files)
      : job_(job),
        engine_(engine),
        files_(files),
        statistics_(job.job().statistics()),
        units_(job.job(), engine) {}

  /// False: no memory.
  bool set_up() { return units_.set_up(); }
  IoUnit& take_idle() { return units_.idle().pop(); }
  void give_back(IoUnit& unit) { units_.idle().push(unit); }

  void put(IoUnit& unit) {
    engine_.prepare(unit);
    job_.count_issued(unit);
    if (const int error = submit(unit); error == 0) {
      job_.submitted(unit);
      count_submitted();
    } else {
      job_.failed(unit, error);
      units_.idle().push(unit);
    }
    reap_after_submission();
  }

  /// fsync or fdatasync, in flight like an I/O or in the foreground, as the engine does it.
  void sync(SyncKind kind) {
    IoUnit& unit = units_.idle().pop();
    const bool data_only = kind == SyncKind::kData;
    job_.choose_synced_file(unit);
    if (!files_.enter(unit)) {
      units_.idle().push(unit);
      return;
    }
    engine_.prepare(unit);
    job_.sync_issued(kind, unit);
    count_submitted();
    if (!engine_.syncs_in_flight() || !submit_sync(unit, data_only)) {
      unit.issue_ns = job_.read_clock();
      const long result = engine_.sync(data_only);
      job_.read_clock();
      // No reap call: fio counts none either.
      complete_sync(unit, result);
      units_.idle().push(unit);
    }
    reap_after_submission();
  }

  void drain() {
    if (!units_.idle().full()) job_.job().set_phase(Phase::kDraining);
    while (!units_.idle().full() && !broken_) reap(rule().draining_bounds(units_.in_flight()));
  }

 private:
  const ReapRule& rule() const { return job_.job().reap_rule(); }

  /// Polling leaves nothing in flight.
  void reap_after_submission() {
    if (rule().after_each_submission() && !units_.idle().full() && !broken_) {
      reap(rule().bounds(units_.in_flight()));
    }
    // Again where all that came back was the first part of a short transfer.
    while (units_.idle().empty() && !broken_) reap(rule().bounds(units_.depth()));
  }

  /// Waits for completions and records those that are taken, with one timestamp.
  void reap(ReapBounds bounds) {
    const long count = engine_.reap(bounds);
    if (count <= 0) {
      job_.give_up(static_cast<int>(-count));
      broken_ = true;
      return;
    }
    job_.read_clock();
    const uint32_t batch = count < bounds.most ? static_cast<uint32_t>(count) : bounds.most;
    statistics_.complete_batch[batch_index(batch)] += 1;
    for (uint32_t number = 0; number < batch; ++number) {
      const Completion completion = engine_.completion(number);
      if (take(*completion.unit, completion.result)) units_.idle().push(*completion.unit);
    }
    engine_.release(batch);
    show_in_flight();
    units_.submit_unfinished([this](const IoUnit& unit, int error) { job_.failed(unit, error); });
  }

  /// True: the unit is idle again.
  bool take(IoUnit& unit, int64_t result) {
    if (unit.sync) {
      complete_sync(unit, result);
      return true;
    }
    if (result == unit.whole_bytes) {
      job_.completed(unit, unit.whole_bytes);
      return true;
    }
    const Settlement settlement = units_.settle(unit, result);
    if (settlement.unfinished) return false;
    if (settlement.error != 0) {
      job_.failed(unit, settlement.error);
    } else {
      job_.completed(unit, settlement.bytes);
    }
    return true;
  }

  /// 0 or an errno. Tries again after a completion, while the reason is a lack of room.
  int submit(IoUnit& unit) {
    int error = units_.submit(unit);
    while (error == EAGAIN && !broken_) {
      wait_for_room();
      error = units_.submit(unit);
    }
    return error;
  }

  /// While one unit is out of the stack and not in flight either.
  void wait_for_room() {
    if (units_.in_flight() > 1) {
      reap({});
    } else {
      sched_yield();
    }
  }

  /// False: the engine has found out only now that it cannot, and says so; this one, too, is done in the
  /// foreground.
  bool submit_sync(IoUnit& unit, bool data_only) {
    unit.sync = true;
    int error = engine_.submit_sync(unit, data_only);
    while (error == EAGAIN && !broken_) {
      wait_for_room();
      error = engine_.submit_sync(unit, data_only);
    }
    unit.issue_ns = job_.read_clock();
    if (error != 0 && !engine_.syncs_in_flight()) {
      unit.sync = false;
      return false;
    }
    if (error != 0) {
      complete_sync(unit, -error);
      units_.idle().push(unit);
    }
    return true;
  }

  void complete_sync(IoUnit& unit, int64_t result) {
    unit.sync = false;
    engine_.prepare(unit);
    job_.sync_completed(unit, result);
  }

  void count_submitted() {
    statistics_.depth_level[depth_level_index(units_.in_flight())] += 1;
    statistics_.submit_batch[kBatchOfOne] += 1;
    show_in_flight();
  }

  void show_in_flight() {
    // relaxed: only watched; see count_completed().
    job_.job().progress().in_flight.store(units_.in_flight(), std::memory_order_relaxed);
  }

  FullJob& job_;
  Engine& engine_;
  FullFiles<Engine>& files_;
  JobStatistics& statistics_;
  AsyncUnits<Engine> units_;
  bool broken_ = false;
};

}  // namespace vfload

// The full loop's way to an asynchronous engine: submits units in batches, and takes completions when the
// reap rule says so (job/reap_rule.h, fio-semantics 3.2).
#pragma once

#include <sched.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>

#include "core/full/full_files.h"
#include "core/full/full_job.h"
#include "core/full/sync_now.h"
#include "core/full/trim.h"
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
        units_(job.job(), engine),
        batch_(std::clamp(job.job().spec().iodepth_batch, uint32_t{1}, units_.depth())),
        serializes_(job.job().spec().serialize_overlap && has_writes(job.job().spec().workload)) {}

  /// False: no memory.
  bool set_up() {
    for (uint32_t index = 0; index < units_.depth(); ++index) unit_at(index).whole_bytes = 0;
    return units_.set_up() && pending_.map(sizeof(IoUnit*) * units_.depth());
  }
  IoUnit& take_idle() { return units_.idle().pop(); }
  void give_back(IoUnit& unit) { put_back(unit); }

  void put(IoUnit& unit) {
    if (serializes_) wait_for_overlap(unit);
    if (!kTransfersTrims<Engine> && job_.is_trim(unit)) {
      trim_block(unit);
      return;
    }
    part_strangers(unit);
    engine_.prepare(unit);
    job_.count_issued(unit);
    pending_.as<IoUnit*>()[pending_count_] = &unit;
    pending_count_ += 1;
    since_batch_ += 1;
    if (batch_ == 1 || !SubmitsMany<Engine>) submit_pending();
    if (since_batch_ >= batch_) close_batch(units_.in_flight());
    reap_after_submission();
  }

  /// In flight like an I/O or in the foreground, as the engine does it.
  void sync(SyncKind kind) {
    submit_pending();
    IoUnit& unit = units_.idle().pop();
    job_.choose_synced_file(unit);
    if (!files_.enter(unit)) {
      put_back(unit);
      return;
    }
    engine_.prepare(unit);
    job_.sync_issued(kind, unit);
    statistics_.depth_level[depth_level_index(units_.in_flight())] += 1;
    statistics_.submit_batch[kBatchOfOne] += 1;
    if (!in_flight(kind) || !submit_sync(unit, kind)) {
      unit.issue_ns = job_.read_clock();
      const long result = sync_now(engine_, kind, job_, unit.file);
      job_.read_clock();
      // No reap call: fio counts none either.
      complete_sync(unit, result);
      put_back(unit);
    }
    reap_after_submission();
  }

  /// Before a pause: one after the other, as fio does it. `in_hand`: units that are meant for the I/O after
  /// the pause, which fio counts for the depth.
  void finish_in_flight(uint32_t in_hand) {
    if (since_batch_ != 0 && units_.in_flight() != 0) close_batch(units_.in_flight() + in_hand);
    while (!units_.idle().full() && !broken_) reap({});
  }

  void drain() {
    submit_pending();
    if (job_.discards()) {
      discard();
      return;
    }
    if (!units_.idle().full()) job_.job().set_phase(Phase::kDraining);
    while (!units_.idle().full() && !broken_) reap(rule().draining_bounds(units_.in_flight()));
  }

  void finish() {}

 private:
  /// In the foreground, with what is in flight left there.
  void trim_block(IoUnit& unit) {
    if constexpr (!kTransfersTrims<Engine>) {
      submit_pending();
      job_.count_issued(unit);
      statistics_.depth_level[depth_level_index(units_.in_flight())] += 1;
      statistics_.submit_batch[kBatchOfOne] += 1;
      const long result = trim(engine_, unit, files_.fd(unit));
      job_.read_clock();
      if (result < 0) {
        job_.failed(unit, static_cast<int>(-result));
      } else {
        job_.completed(unit, static_cast<uint32_t>(result));
      }
      put_back(unit);
    }
  }

  /// Submits what waits where the unit is no neighbour of it, and takes what has come of that: as in fio the
  /// unit begins a batch, and has room for one.
  void part_strangers([[maybe_unused]] const IoUnit& unit) {
    if constexpr (Gathers<Engine>) {
      if (pending_count_ == 0) return;
      if (Engine::follows(*pending_.as<IoUnit*>()[pending_count_ - 1], unit)) return;
      close_batch(units_.in_flight() - 1);
      if (!broken_) reap(rule().bounds(units_.in_flight()));
    }
  }

  /// As in fio 3.33, where one direction or the other writes.
  void wait_for_overlap(const IoUnit& unit) {
    while (!broken_ && overlaps_in_flight(unit)) {
      // One unit is in hand.
      if (since_batch_ != 0) close_batch(units_.in_flight() - 1);
      reap(rule().bounds(units_.in_flight() - 1));
    }
  }

  bool overlaps_in_flight(const IoUnit& unit) const {
    const uint64_t end = unit.offset + unit.length;
    for (uint32_t index = 0; index < units_.depth(); ++index) {
      // Of one that is in parts the rest. Idle ones have no bytes.
      const IoUnit& other = unit_at(index);
      const bool is_in_flight = other.whole_bytes != 0 && &other != &unit;
      if (!is_in_flight || other.file != unit.file) continue;
      if (other.offset < end && unit.offset < other.offset + other.length) return true;
    }
    return false;
  }

  IoUnit& unit_at(uint32_t index) const { return job_.job().buffers().units()[index]; }

  void put_back(IoUnit& unit) {
    unit.whole_bytes = 0;
    units_.idle().push(unit);
  }

  const ReapRule& rule() const { return job_.job().reap_rule(); }

  /// Polling leaves nothing in flight.
  void reap_after_submission() {
    const bool is_full = units_.in_flight() >= job_.depth();
    if (is_full || rule().after_each_submission()) submit_pending();
    if (rule().after_each_submission() && !units_.idle().full() && !broken_) {
      reap(rule().bounds(units_.in_flight()));
    }
    if (!is_full) return;
    // Again also where all that came back was the first part of a short transfer.
    while ((units_.in_flight() >= job_.depth() || units_.in_flight() > rule().low()) && !broken_) {
      reap(rule().bounds(units_.in_flight()));
    }
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
    if constexpr (Engine::kFlags.waits_in_submission) bounds.most = UINT32_MAX;
    const uint32_t batch = count < bounds.most ? static_cast<uint32_t>(count) : bounds.most;
    statistics_.complete_batch[batch_index(batch)] += 1;
    for (uint32_t number = 0; number < batch; ++number) {
      const Completion completion = engine_.completion(number);
      if (take(*completion.unit, completion.result)) put_back(*completion.unit);
    }
    engine_.release(batch);
    show_in_flight();
    units_.submit_unfinished([this](IoUnit& unit, int error) {
      job_.failed(unit, error);
      unit.whole_bytes = 0;
    });
  }

  /// Waits for what is in flight, and counts none of it.
  void discard() {
    while (!units_.idle().full() && !broken_) {
      const long count = engine_.reap(rule().draining_bounds(units_.in_flight()));
      if (count <= 0) {
        job_.give_up(static_cast<int>(-count));
        broken_ = true;
        return;
      }
      for (uint32_t number = 0; number < static_cast<uint32_t>(count); ++number) {
        IoUnit& unit = *engine_.completion(number).unit;
        job_.discarded(unit);
        put_back(unit);
      }
      engine_.release(static_cast<uint32_t>(count));
    }
    show_in_flight();
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

  /// Hands over what waits for its batch; all of it has been issued at the same time then.
  void submit_pending() {
    auto** const units = pending_.as<IoUnit*>();
    if constexpr (Engine::kFlags.waits_in_submission) {
      if (pending_count_ != 0) job_.read_clock();
      for (uint32_t number = 0; number < pending_count_; ++number) units[number]->issue_ns = job_.now_ns();
    }
    uint32_t done = 0;
    uint32_t submitted = 0;
    while (done < pending_count_) {
      const uint32_t taken = submit_some(units + done, pending_count_ - done);
      for (uint32_t number = done; number < done + taken; ++number) units[submitted++] = units[number];
      done += taken == 0 ? 1 : taken;
    }
    pending_count_ = 0;
    if (submitted == 0) return;
    job_.read_clock();
    if constexpr (!Engine::kFlags.waits_in_submission) {
      for (uint32_t number = 0; number < submitted; ++number) job_.submitted(*units[number]);
    }
    show_in_flight();
  }

  /// With one call. Returns how many; 0: the first one has failed, and is idle again.
  uint32_t submit_some(IoUnit** units, uint32_t count) {
    if constexpr (Engine::kFlags.batches_in_ring) count = std::min(count, units_.depth() - place_);
    const uint32_t taken = submit_at_once(units, count);
    place_ = (place_ + taken) % units_.depth();
    return taken;
  }

  uint32_t submit_at_once(IoUnit** units, uint32_t count) {
    if constexpr (SubmitsMany<Engine>) {
      if (count > 1) {
        if (const long taken = engine_.submit_many(units, count); taken > 0) {
          statistics_.submit_batch[batch_index(static_cast<uint32_t>(taken))] += 1;
          return static_cast<uint32_t>(taken);
        }
      }
    }
    waiting_ = count;
    if (const int error = submit(*units[0]); error != 0) {
      job_.failed(*units[0], error);
      put_back(*units[0]);
      return 0;
    }
    statistics_.submit_batch[kBatchOfOne] += 1;
    return 1;
  }

  /// fio 3.33 counts depths by batches: as many I/Os as have come since the batch before, at the depth that
  /// is reached with them. What it submits early, because all units are in flight, does not begin a new
  /// batch.
  void close_batch(uint32_t depth) {
    submit_pending();
    statistics_.depth_level[depth_level_index(depth)] += since_batch_;
    since_batch_ = 0;
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

  /// While waiting_ units are out of the stack and not in flight either.
  void wait_for_room() {
    if (units_.in_flight() > waiting_) {
      reap({});
    } else {
      sched_yield();
    }
  }

  /// False: the engine has found out only now that it cannot, and says so; this one, too, is done in the
  /// foreground.
  bool submit_sync(IoUnit& unit, SyncKind kind) {
    unit.sync = true;
    waiting_ = 1;
    int error = hand_over_sync(unit, kind);
    while (error == EAGAIN && !broken_) {
      wait_for_room();
      error = hand_over_sync(unit, kind);
    }
    unit.issue_ns = job_.read_clock();
    if (error != 0 && !engine_.syncs_in_flight()) {
      unit.sync = false;
      return false;
    }
    if (error != 0) {
      complete_sync(unit, -error);
      put_back(unit);
    }
    return true;
  }

  bool in_flight(SyncKind kind) const {
    return engine_.syncs_in_flight() && (kind != SyncKind::kRange || SubmitsRanges<Engine>);
  }

  int hand_over_sync(IoUnit& unit, SyncKind kind) {
    if constexpr (SubmitsRanges<Engine>) {
      if (kind == SyncKind::kRange) return engine_.submit_sync_range(unit, job_.unsynced(unit.file));
    }
    return engine_.submit_sync(unit, kind == SyncKind::kData);
  }

  void complete_sync(IoUnit& unit, int64_t result) {
    unit.sync = false;
    engine_.prepare(unit);
    job_.sync_completed(unit, result);
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
  const uint32_t batch_;  ///< iodepth_batch, iodepth at most
  const bool serializes_;
  sys::PrivateMemory pending_;
  uint32_t pending_count_ = 0;  ///< units that the engine does not have yet
  uint32_t since_batch_ = 0;    ///< I/Os that no batch was counted with yet
  uint32_t place_ = 0;          ///< in the ring of an engine with batches_in_ring
  uint32_t waiting_ = 1;        ///< units that a submission is about
  bool broken_ = false;
};

}  // namespace vfload

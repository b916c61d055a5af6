// The full loop's way to the threads of an offloaded job (full/offload_pool.h). The generator goes on while
// they work, until all units are with them.
#pragma once

#include "core/full/full_files.h"
#include "core/full/full_job.h"
#include "core/full/offload_pool.h"
#include "core/job/account.h"
#include "core/job/unit_stack.h"

namespace vfload {

template <AnyEngine Engine>
class OffloadQueue {
 public:
  OffloadQueue(FullJob& job, OffloadPool<Engine>& pool, FullFiles<Engine>& files)
      : job_(job), pool_(pool), files_(files) {}

  /// False: no memory.
  bool set_up() { return idle_.set_up(job_.job().buffers().units(), job_.job().depth()); }

  IoUnit& take_idle() {
    collect();
    while (idle_.empty()) wait_for_one();
    return idle_.pop();
  }
  void give_back(IoUnit& unit) { idle_.push(unit); }

  void put(IoUnit& unit) {
    job_.count_issued(unit);
    give(unit, SyncKind::kNone);
  }

  /// In flight like an I/O, done by a thread. (fio 3.33's threads do it again and again, and never end.)
  void sync(SyncKind kind) {
    IoUnit& unit = take_idle();
    job_.choose_synced_file(unit);
    if (!files_.enter(unit)) {
      idle_.push(unit);
      return;
    }
    job_.sync_issued(kind, unit);
    give(unit, kind);
  }

  /// Before a pause. One that a rate makes does not wait for anything: that I/Os go out when they are due,
  /// whatever has become of those before, is what the threads are for.
  void finish_in_flight(uint32_t in_hand) {
    collect();
    while (in_hand == 0 && !idle_.full()) wait_for_one();
  }

  void drain() {
    if (!idle_.full()) job_.job().set_phase(Phase::kDraining);
    while (!idle_.full()) wait_for_one();
  }

  /// After the last I/O of the job: one more pass would count on. To fio each thread has a depth of one.
  void finish() { complete_depths(job_.job().statistics()); }

 private:
  void give(IoUnit& unit, SyncKind sync) {
    OffloadSlot& slot = pool_.slot(unit);
    slot.fd = job_.job().files().fd(unit.file);
    slot.sync = sync;
    // relaxed: only watched; see count_completed().
    job_.job().progress().in_flight.fetch_add(1, std::memory_order_relaxed);
    pool_.give(slot);
  }

  void wait_for_one() {
    pool_.ended().wait();
    collect();
  }

  /// Counts what has ended, in the order in which it did.
  void collect() {
    uint32_t last = pool_.ended().take();
    if (last == 0) return;
    uint32_t first = 0;
    while (last != 0) {
      OffloadSlot& slot = pool_.slot_at(last - 1);
      const uint32_t before = slot.next;
      slot.next = first;
      first = last;
      last = before;
    }
    while (first != 0) {
      OffloadSlot& slot = pool_.slot_at(first - 1);
      first = slot.next;
      count(slot);
      idle_.push(*slot.unit);
    }
    job_.read_clock();
  }

  void count(const OffloadSlot& slot) {
    IoUnit& unit = *slot.unit;
    job_.set_clock(slot.issue_ns);
    if (slot.sync == SyncKind::kNone && slot.result >= 0 && kHasSlat) {
      job_.submitted(unit);
    } else {
      unit.issue_ns = slot.issue_ns;
    }
    job_.set_clock(slot.ended_ns);
    if (slot.sync != SyncKind::kNone) {
      job_.sync_completed(unit, slot.result);
      return;
    }
    job_.job().statistics().direction[static_cast<int>(unit.direction)].short_ios += slot.short_ios;
    if (slot.result < 0) {
      job_.failed(unit, static_cast<int>(-slot.result));
    } else {
      job_.completed(unit, static_cast<uint32_t>(slot.result));
    }
  }

  static constexpr bool kHasSlat = !Engine::kFlags.synchronous && !Engine::kFlags.waits_in_submission;

  FullJob& job_;
  OffloadPool<Engine>& pool_;
  FullFiles<Engine>& files_;
  UnitStack idle_;
};

}  // namespace vfload

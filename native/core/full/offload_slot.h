// What the generator of an offloaded job (`io_submit_mode=offload`) and one of its threads tell each other. A
// slot belongs to one iodepth unit and to one thread, so that an idle unit always has an idle thread.
#pragma once

#include <pthread.h>

#include <atomic>
#include <cstdint>

#include "core/engine/engine.h"
#include "core/job/sync_rule.h"
#include "core/measure/statistics.h"
#include "core/sys/futex.h"

namespace vfload {

/// What a thread is to do. It changes kIdle to kAsleep by itself, and what it was given back to kIdle.
enum class OffloadOrder : uint32_t { kStarting, kIdle, kAsleep, kGiven, kQuit };

struct alignas(128) OffloadSlot {
  std::atomic<uint32_t> order;
  uint32_t next;  ///< place + 1 of the slot that ended before this one and is not collected either; 0: none
  IoUnit* unit;
  void* pool;
  pthread_t thread;
  int fd;              ///< of the unit's file
  SyncKind sync;       ///< kNone: a transfer
  uint32_t short_ios;  ///< parts that the transfer took beyond the first
  int set_up_error;    ///< of the thread's own engine: an errno
  int64_t result;      ///< bytes, or minus an errno
  uint64_t issue_ns;   ///< when the thread began, or when an asynchronous engine had it
  uint64_t ended_ns;
  ResourceUse resources;  ///< of the thread, when it has ended
};

/// Slots whose I/Os have ended: threads push, the generator takes all at once.
class OffloadEnded {
 public:
  void push(OffloadSlot* slots, uint32_t place) {
    uint32_t before = head_.load(std::memory_order_relaxed);
    // seq_cst: the other party is the generator. Either it sees the new head before it sleeps, or this thread
    // sees that it waits. What the slot says is visible to who takes it.
    do {
      slots[place].next = before;
    } while (!head_.compare_exchange_weak(before, place + 1));
    if (before == 0 && waits_.load() != 0) sys::futex_wake_all(&head_);
  }

  /// Place + 1 of the one that ended last; 0: none has.
  uint32_t take() {
    // relaxed: only asks whether the dear exchange is worth it.
    if (head_.load(std::memory_order_relaxed) == 0) return 0;
    // acquire: pairs with push(); the slots are the generator's from here on.
    return head_.exchange(0, std::memory_order_acquire);
  }

  void wait() {
    waits_.store(1);
    while (head_.load() == 0) sys::futex_wait(&head_, 0);
    waits_.store(0);
  }

 private:
  std::atomic<uint32_t> head_ = 0;
  std::atomic<uint32_t> waits_ = 0;
};

}  // namespace vfload

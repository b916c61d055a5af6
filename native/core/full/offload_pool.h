// The threads of an offloaded job (`io_submit_mode=offload`): one for each iodepth unit, each with an engine
// of its own, as fio 3.33 has them (strace: as many io_setup). Each does one I/O at a time from beginning to
// end; what came of it is counted by the generator alone.
#pragma once

#include <cerrno>
#include <type_traits>

#include "core/full/offload_slot.h"
#include "core/full/trim.h"
#include "core/job/job_run.h"
#include "core/measure/resources.h"
#include "core/offset/policy.h"
#include "core/sys/futex_lock.h"
#include "core/sys/private_memory.h"

namespace vfload {

/// Whether an engine can be had once a thread.
template <AnyEngine Engine>
inline constexpr bool kOffloads = Engine::kFlags.offloads&& std::is_default_constructible_v<Engine>;

template <AnyEngine Engine>
class OffloadPool {
 public:
  explicit OffloadPool(JobRun& job) : job_(job), trims_(has_trims(job.spec().workload)) {}
  OffloadPool(const OffloadPool&) = delete;
  OffloadPool& operator=(const OffloadPool&) = delete;
  ~OffloadPool() { stop(); }

  /// 0 when all threads are ready, or an errno. Does nothing for a job that is not offloaded.
  int start() {
    if (!job_.spec().offload) return 0;
    if (!memory_.map(sizeof(OffloadSlot) * job_.depth())) return ENOMEM;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, kStackBytes);
    int error = 0;
    while (started_ < job_.depth() && error == 0) {
      OffloadSlot& slot = slots()[started_];
      slot.unit = &job_.buffers().units()[started_];
      slot.pool = this;
      error = pthread_create(&slot.thread, &attributes, run_thread, &slot);
      if (error == 0) started_ += 1;
    }
    pthread_attr_destroy(&attributes);
    for (uint32_t place = 0; place < started_; ++place) {
      const int problem = wait_until_ready(slots()[place]);
      if (error == 0) error = problem;
    }
    return error;
  }

  /// When nothing is in flight: ends the threads, and adds what they have used to what the job has.
  void stop() {
    for (uint32_t place = 0; place < started_; ++place) tell(slots()[place], OffloadOrder::kQuit);
    for (uint32_t place = 0; place < started_; ++place) {
      pthread_join(slots()[place].thread, nullptr);
      job_.statistics().resources = resources_together(job_.statistics().resources, slots()[place].resources);
    }
    started_ = 0;
  }

  OffloadSlot& slot(const IoUnit& unit) { return slots()[unit.index]; }
  OffloadSlot& slot_at(uint32_t place) { return slots()[place]; }
  OffloadEnded& ended() { return ended_; }
  void give(OffloadSlot& slot) { tell(slot, OffloadOrder::kGiven); }

 private:
  /// As jobs that are threads have it (supervise/child.cc).
  static constexpr size_t kStackBytes = 256UL << 10;

  OffloadSlot* slots() const { return memory_.as<OffloadSlot>(); }

  static constexpr uint32_t word(OffloadOrder order) { return static_cast<uint32_t>(order); }

  static void tell(OffloadSlot& slot, OffloadOrder order) {
    // release: the thread, which acquires the order, sees the unit and what else it is about. acquire: it has
    // gone to sleep, or has not.
    const uint32_t before = slot.order.exchange(word(order), std::memory_order_acq_rel);
    if (before == word(OffloadOrder::kAsleep)) sys::futex_wake_all(&slot.order);
  }

  static int wait_until_ready(OffloadSlot& slot) {
    constexpr uint32_t kStarting = word(OffloadOrder::kStarting);
    // acquire: pairs with the release of a thread that is ready, so that its error is there.
    while (slot.order.load(std::memory_order_acquire) == kStarting) sys::futex_wait(&slot.order, kStarting);
    return slot.set_up_error;
  }

  static void* run_thread(void* argument) {
    auto& slot = *static_cast<OffloadSlot*>(argument);
    static_cast<OffloadPool*>(slot.pool)->serve(slot);
    return nullptr;
  }

  void serve(OffloadSlot& slot) {
    Engine engine;
    slot.set_up_error = engine.set_up(job_.engine_setup());
    slot.order.store(word(OffloadOrder::kIdle), std::memory_order_release);
    sys::futex_wake_all(&slot.order);
    for (;;) {
      uint32_t order = slot.order.load(std::memory_order_acquire);
      if (order == word(OffloadOrder::kQuit)) break;
      if (order == word(OffloadOrder::kGiven)) {
        carry_out(engine, slot);
        // relaxed: push() publishes it. Before that nobody gives the thread anything.
        slot.order.store(word(OffloadOrder::kIdle), std::memory_order_relaxed);
        // relaxed: only watched; see count_completed() in job/account.h.
        job_.progress().in_flight.fetch_sub(1, std::memory_order_relaxed);
        ended_.push(slots(), slot.unit->index);
      } else if (order == word(OffloadOrder::kAsleep)) {
        sys::futex_wait(&slot.order, order);
      } else {
        slot.order.compare_exchange_strong(order, word(OffloadOrder::kAsleep), std::memory_order_relaxed);
      }
    }
    engine.tear_down();
    slot.resources = thread_resources();
  }

  void carry_out(Engine& engine, OffloadSlot& slot) {
    if constexpr (Engine::kFlags.moves_position) {
      // The threads share the file's position. (fio 3.33's race for it.) The kernel, too, lets only one of
      // them use it at a time.
      const sys::FutexLock lock(position_);
      carry_out_alone(engine, slot);
    } else {
      carry_out_alone(engine, slot);
    }
  }

  void carry_out_alone(Engine& engine, OffloadSlot& slot) {
    if constexpr (requires { engine.select(0); }) {
      engine.select(slot.fd);
    } else {
      engine.attach(slot.fd);
    }
    slot.short_ios = 0;
    slot.issue_ns = job_.clock().now_ns();
    if (slot.sync != SyncKind::kNone) {
      slot.result = engine.sync(slot.sync == SyncKind::kData);
    } else if (!kTransfersTrims<Engine> && trims_ && slot.unit->direction == Direction::kRead) {
      if constexpr (!kTransfersTrims<Engine>) slot.result = trim(engine, *slot.unit, slot.fd);
    } else if (slot.unit->direction == Direction::kRead) {
      slot.result = transfer<Direction::kRead>(engine, slot);
    } else {
      slot.result = transfer<Direction::kWrite>(engine, slot);
    }
    slot.ended_ns = job_.clock().now_ns();
  }

  /// All of it, in parts if need be, as job/short_transfer.h has it.
  template <Direction kDirection>
  int64_t transfer(Engine& engine, OffloadSlot& slot) {
    IoUnit part = *slot.unit;
    for (;;) {
      const int64_t result = transfer_once<kDirection>(engine, part, slot);
      if (result == part.length) return slot.unit->length;
      if (result == -EINTR) continue;
      if (result < 0) return result;
      if (result == 0) return at_end_of_file(part, *slot.unit);
      part.buffer += result;
      part.offset += static_cast<uint64_t>(result);
      part.length -= static_cast<uint32_t>(result);
      slot.short_ios += 1;
    }
  }

  int64_t at_end_of_file(const IoUnit& part, const IoUnit& whole) const {
    if (!job_.at_known_end(part) || job_.spec().replay.count != 0) return -EIO;
    return whole.length - part.length;
  }

  template <Direction kDirection>
  int64_t transfer_once(Engine& engine, IoUnit& part, OffloadSlot& slot) {
    if constexpr (Engine::kFlags.synchronous) {
      return engine.template transfer<kDirection>(part);
    } else {
      engine.prepare(part);
      int error = engine.template submit<kDirection>(part);
      if (error != 0) return -error;
      if constexpr (!Engine::kFlags.waits_in_submission) slot.issue_ns = job_.clock().now_ns();
      if (const long count = engine.reap(ReapBounds{}); count <= 0) return count == 0 ? -EIO : count;
      const int64_t result = engine.completion(0).result;
      engine.release(1);
      return result;
    }
  }

  JobRun& job_;
  const bool trims_;
  sys::PrivateMemory memory_;
  uint32_t started_ = 0;
  OffloadEnded ended_;
  std::atomic<uint32_t> position_ = 0;  ///< a sys::FutexLock
};

}  // namespace vfload

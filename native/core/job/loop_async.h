// The lean loop of the asynchronous engines: one submission per I/O; when all units are in flight, a
// completion is waited for and taken (fio-semantics 3.2). Compiled as loop_sync.h is.
#pragma once

#include <cerrno>
#include <cstdint>
#include <type_traits>

#include "core/engine/engine.h"
#include "core/job/account.h"
#include "core/job/async_units.h"
#include "core/job/job_run.h"
#include "core/measure/depths.h"
#include "core/offset/policy.h"

namespace vfload {

/// A reap takes one completion, however many there are, as fio's does by default (fio-semantics 3.2): then
/// all units but one stay in flight, and a completion's latency includes its wait in the ring. Taking all
/// that are there (`iodepth_batch_complete_max`, job/reap_rule.h) is for the full loop. At the end
/// everything is waited for, and taken as it comes.
inline constexpr uint32_t kMostReaped = 1;

template <AsynchronousEngine Engine, class Directions>
class AsyncLoop {
 public:
  AsyncLoop(JobRun& job, Engine& engine)
      : job_(job),
        engine_(engine),
        statistics_(job.statistics()),
        progress_(job.progress()),
        clock_(job.clock()),
        scramble_bytes_(job.buffers().scramble_bytes()),
        block_bytes_(job.spec().block_size),
        depth_(job.depth()),
        units_(job, engine) {}

  /// Runs to the end of the job, what is in flight included. The policies come by value: as locals nobody
  /// else can see they live in registers.
  template <OffsetPolicy Offsets>
  [[gnu::always_inline]] void run(Offsets offsets, Directions directions) {
    if (!units_.set_up()) {
      job_.fail(FailurePoint::kMemory, ENOMEM);
      return;
    }
    const std::atomic<uint32_t>& stop = job_.stop_flag();
    uint64_t next_event_ns = job_.next_event_ns();
    left_ = job_.ios_to_issue();
    now_ns_ = clock_.now_ns();
    while (left_ != 0) {
      // relaxed: whoever sets the flag asks for an end soon, not for an order of anything else.
      if (stop.load(std::memory_order_relaxed) != 0) [[unlikely]] {
        break;
      }
      // The latest timestamp stands in for a clock read before each I/O.
      if (now_ns_ >= next_event_ns) [[unlikely]] {
        if (!job_.pass_event(now_ns_)) break;
        next_event_ns = job_.next_event_ns();
      }
      Direction direction = directions.next();
      uint64_t offset = 0;
      if (!offsets.next(direction, offset)) [[unlikely]] {
        if (!job_.begin_anew()) break;
        direction = start_again(job_.spec(), job_.range(), offsets, directions, direction);
        offsets.next(direction, offset);
      }
      left_ -= 1;
      IoUnit& unit = idle().pop();
      unit.offset = offset;
      if (direction == Direction::kRead) {
        start<Direction::kRead>(unit);
      } else {
        start<Direction::kWrite>(unit);
      }
      // Again where all that came back was the first part of a short transfer.
      while (idle().empty() && !broken_) take(engine_.reap(), kMostReaped);
    }
    if (!idle().full()) job_.set_phase(Phase::kDraining);
    while (!idle().full() && !broken_) reap();
  }

 private:
  static constexpr bool kMixed = std::is_same_v<Directions, DirectionMix>;

  template <Direction kDirection>
  [[gnu::always_inline]] void start(IoUnit& unit) {
    DirectionStatistics& counters = statistics_.direction[static_cast<int>(kDirection)];
    if constexpr (kMixed) unit.direction = kDirection;
    const uint64_t start_ns = clock_.now_ns();
    unit.start_ns = start_ns;
    if constexpr (kDirection == Direction::kWrite) {
      scramble(unit.buffer, scramble_bytes_, unit.offset, start_ns);
    }
    counters.issued += 1;
    if (const int error = engine_.template submit<kDirection>(unit); error != 0) [[unlikely]] {
      if (!submit_later<kDirection>(unit, error)) return;
    }
    const uint64_t issue_ns = clock_.now_ns();
    unit.issue_ns = issue_ns;
    now_ns_ = issue_ns;
    record_slat(counters, issue_ns - start_ns);
    count_submitted();
  }

  void count_submitted() {
    const uint32_t submitted = in_flight();
    statistics_.depth_level[depth_level_index(submitted)] += 1;
    statistics_.submit_batch[kBatchOfOne] += 1;
    // relaxed: only watched; see count_completed().
    progress_.in_flight.store(submitted, std::memory_order_relaxed);
  }

  // Of the units, without a reference of its own: one more load an I/O.
  UnitStack& idle() { return units_.idle(); }
  uint32_t in_flight() const { return units_.in_flight(); }

  /// Records up to `most` of the `count` completions that the engine has waited for, with one timestamp.
  [[gnu::always_inline]] void take(long count, uint32_t most) {
    if (count <= 0) [[unlikely]] {
      give_up(static_cast<int>(-count));
      return;
    }
    now_ns_ = clock_.now_ns();
    const uint32_t batch = count < most ? static_cast<uint32_t>(count) : most;
    statistics_.complete_batch[batch_index(batch)] += 1;
    for (uint32_t number = 0; number < batch; ++number) {
      const Completion completion = engine_.completion(number);
      IoUnit& unit = *completion.unit;
      if (completion.result != block_bytes_) [[unlikely]] {
        if (!settle(unit, completion.result)) continue;
      } else {
        complete(unit, block_bytes_);
      }
      idle().push(unit);
    }
    engine_.release(batch);
    progress_.in_flight.store(in_flight(), std::memory_order_relaxed);
    if (units_.any_unfinished()) [[unlikely]] {
      continue_unfinished();
    }
  }

  [[gnu::always_inline]] void complete(IoUnit& unit, uint64_t bytes) {
    constexpr bool kWritesOnly = std::is_same_v<Directions, SingleDirection<Direction::kWrite>>;
    if (kWritesOnly || (kMixed && unit.direction == Direction::kWrite)) {
      complete_in<Direction::kWrite>(unit, bytes);
    } else {
      complete_in<Direction::kRead>(unit, bytes);
    }
  }

  template <Direction kDirection>
  [[gnu::always_inline]] void complete_in(IoUnit& unit, uint64_t bytes) {
    DirectionStatistics& counters = statistics_.direction[static_cast<int>(kDirection)];
    const uint64_t clat_ns = now_ns_ - unit.issue_ns;
    const uint64_t lat_ns = now_ns_ - unit.start_ns;
    count_completed<kDirection>(statistics_, progress_, bytes);
    record_clat(counters, clat_ns);
    record_lat(counters, lat_ns);
  }

  // --- what is rare: loop_async_seldom.h ---

  [[gnu::noinline]] void reap();
  [[gnu::noinline]] bool settle(IoUnit& unit, int64_t result);
  [[gnu::noinline]] void continue_unfinished();
  template <Direction kDirection>
  [[gnu::noinline]] bool submit_later(IoUnit& unit, int error);
  void wait_for_room();
  void fail(const IoUnit& unit, int error);
  [[gnu::noinline]] void give_up(int error);

  JobRun& job_;
  Engine& engine_;
  JobStatistics& statistics_;
  JobProgress& progress_;
  const Clock clock_;
  const uint32_t scramble_bytes_;
  const uint32_t block_bytes_;
  const uint32_t depth_;
  AsyncUnits<Engine> units_;
  uint64_t left_ = 0;    ///< I/Os that may still be issued; 0 ends the loop
  uint64_t now_ns_ = 0;  ///< the latest timestamp
  bool broken_ = false;
};

}  // namespace vfload

#include "core/job/loop_async_seldom.h"

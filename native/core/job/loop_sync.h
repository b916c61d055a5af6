// The lean loop of the synchronous engines, for jobs that want nothing special (the others have
// full/full_loop.h). Compiled for an engine, an offset policy and a direction policy.
//
// What the loop needs for each I/O is in locals that nobody else can see, so that it may live in registers:
// what is rare is in functions of its own that get copies.
#pragma once

#include <cerrno>
#include <cstdint>

#include "core/engine/engine.h"
#include "core/job/account.h"
#include "core/job/job_run.h"
#include "core/job/short_transfer.h"
#include "core/offset/policy.h"

namespace vfload {

template <SynchronousEngine Engine, class Directions>
class SyncLoop {
 public:
  SyncLoop(JobRun& job, Engine& engine)
      : job_(job),
        engine_(engine),
        statistics_(job.statistics()),
        progress_(job.progress()),
        clock_(job.clock()),
        unit_(job.buffers().units()[0]),
        block_bytes_(unit_.length),
        scramble_bytes_(job.buffers().scramble_bytes()) {}

  /// Runs to the end of the job. The policies come by value and the call is inlined, for the reason above.
  template <OffsetPolicy Offsets>
  [[gnu::always_inline]] void run(Offsets offsets, Directions directions) {
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
      if (!offsets.next(direction, unit_.offset)) [[unlikely]] {
        if (!job_.begin_anew()) break;
        direction = start_again(job_.spec(), job_.range(), offsets, directions, direction);
        offsets.next(direction, unit_.offset);
      }
      left_ -= 1;
      if (direction == Direction::kRead) {
        transfer<Direction::kRead>();
      } else {
        transfer<Direction::kWrite>();
      }
    }
    complete_depths(statistics_);
    job_.buffers().units()[0].offset = unit_.offset;
  }

 private:
  /// One I/O from start to record; leaves its last timestamp in now_ns_.
  template <Direction kDirection>
  [[gnu::always_inline]] void transfer() {
    DirectionStatistics& counters = statistics_.direction[static_cast<int>(kDirection)];
    long bytes = block_bytes_;
    const uint64_t start_ns = clock_.now_ns();
    uint64_t issue_ns = start_ns;
    if (kDirection == Direction::kWrite && scramble_bytes_ != 0) {
      scramble(unit_.buffer, scramble_bytes_, unit_.offset, start_ns);
      issue_ns = clock_.now_ns();
    }
    // Where a fault may end the process, what it was doing is on record before it happens.
    if constexpr (Engine::kFlags.maps_file) progress_.offset.store(unit_.offset, std::memory_order_relaxed);
    counters.issued += 1;
    const long result = engine_.template transfer<kDirection>(unit_);
    if (result != block_bytes_) [[unlikely]] {
      bytes = finish_transfer<kDirection>(job_, engine_, unit_, result);
      if (bytes < 0) {
        fail<kDirection>(job_, unit_, static_cast<int>(-bytes));
        left_ = 0;
        return;
      }
    }
    const uint64_t done_ns = clock_.now_ns();
    now_ns_ = done_ns;
    count_completed<kDirection>(statistics_, progress_, static_cast<uint64_t>(bytes));
    record_clat(counters, done_ns - issue_ns);
    // lat is clat where nothing lies between start and issue: complete_lat() in measure/record.h fills it in.
    if (kDirection == Direction::kWrite && scramble_bytes_ != 0) record_lat(counters, done_ns - start_ns);
  }

  template <Direction kDirection>
  [[gnu::noinline]] static void fail(JobRun& job, const IoUnit unit, int error) {
    job.statistics().direction[static_cast<int>(kDirection)].failed_ios += 1;
    job.fail(kDirection == Direction::kRead ? FailurePoint::kRead : FailurePoint::kWrite, error, unit.offset,
             unit.length);
  }

  JobRun& job_;
  Engine& engine_;
  JobStatistics& statistics_;
  JobProgress& progress_;
  const Clock clock_;
  IoUnit unit_;
  const long block_bytes_;
  const uint32_t scramble_bytes_;
  uint64_t left_ = 0;    ///< I/Os that may still be issued; 0 ends the loop
  uint64_t now_ns_ = 0;  ///< the latest timestamp
};

}  // namespace vfload

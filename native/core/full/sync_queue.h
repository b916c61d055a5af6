// The full loop's way to a synchronous engine: one unit, and an I/O is over when put() returns.
#pragma once

#include "core/full/full_files.h"
#include "core/full/full_job.h"
#include "core/full/sync_now.h"
#include "core/full/trim.h"
#include "core/job/account.h"
#include "core/job/short_transfer.h"

namespace vfload {

template <SynchronousEngine Engine>
class SyncQueue {
 public:
  SyncQueue(FullJob& job, Engine& engine, FullFiles<Engine>& files)
      : job_(job), engine_(engine), files_(files), unit_(job.job().buffers().units()[0]) {}

  bool set_up() { return true; }
  IoUnit& take_idle() { return unit_; }
  void give_back(IoUnit&) {}

  void put(IoUnit& unit) {
    if (!kTransfersTrims<Engine> && job_.is_trim(unit)) {
      trim_block();
    } else if (unit.direction == Direction::kRead) {
      transfer<Direction::kRead>();
    } else {
      transfer<Direction::kWrite>();
    }
  }

  void sync(SyncKind kind) {
    job_.choose_synced_file(unit_);
    if (!files_.enter(unit_)) return;
    job_.sync_issued(kind, unit_);
    unit_.issue_ns = job_.read_clock();
    const long result = sync_now(engine_, kind, job_, unit_.file);
    job_.read_clock();
    job_.sync_completed(unit_, result);
  }

  void finish_in_flight(uint32_t) {}
  void drain() {}
  /// After the last I/O of the job: one more pass would count on.
  void finish() { complete_depths(job_.job().statistics()); }

 private:
  template <Direction kDirection>
  void transfer() {
    // Where a fault may end the process, what it was doing is on record before it happens.
    if constexpr (Engine::kFlags.maps_file) {
      job_.job().progress().offset.store(unit_.offset, std::memory_order_relaxed);
    }
    job_.count_issued(unit_);
    long result = engine_.template transfer<kDirection>(unit_);
    if (result != unit_.length) result = finish_transfer<kDirection>(job_.job(), engine_, unit_, result);
    end(result);
  }

  void trim_block() {
    if constexpr (!kTransfersTrims<Engine>) {
      job_.count_issued(unit_);
      end(trim(engine_, unit_, files_.fd(unit_)));
    }
  }

  void end(long result) {
    job_.read_clock();
    if (result < 0) {
      job_.failed(unit_, static_cast<int>(-result));
    } else {
      job_.completed(unit_, static_cast<uint32_t>(result));
    }
  }

  FullJob& job_;
  Engine& engine_;
  FullFiles<Engine>& files_;
  IoUnit& unit_;
};

}  // namespace vfload

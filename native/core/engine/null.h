// null: I/O that does nothing, to see what the generator itself costs. As in fio it is synchronous at iodepth
// 1 and asynchronous above (fio-semantics A); the two are two types.
#pragma once

#include <cerrno>

#include "core/engine/engine.h"
#include "core/sys/private_memory.h"

namespace vfload {

class NullSync {
 public:
  static constexpr EngineFlags kFlags{.synchronous = true, .diskless = true, .moves_data = false};

  int set_up(const EngineSetup&) { return 0; }
  int attach(int) { return 0; }

  template <Direction D>
  long transfer(IoUnit& unit) {
    return unit.length;
  }

  long sync(bool) { return 0; }
  long sync_range(const SyncedRange&) { return 0; }
  void tear_down() {}
};

class NullAsync {
 public:
  static constexpr EngineFlags kFlags{.diskless = true, .moves_data = false};

  int set_up(const EngineSetup& setup) {
    depth_ = setup.depth;
    return waiting_.map(sizeof(IoUnit*) * depth_) ? 0 : ENOMEM;
  }

  int attach(int) { return 0; }
  void prepare(IoUnit&) {}

  template <Direction D>
  int submit(IoUnit& unit) {
    uint32_t at = first_ + count_;
    if (at >= depth_) at -= depth_;
    waiting_.as<IoUnit*>()[at] = &unit;
    count_ += 1;
    return 0;
  }

  long submit_many(IoUnit** units, uint32_t count) {
    for (uint32_t number = 0; number < count; ++number) submit<Direction::kRead>(*units[number]);
    return count;
  }

  bool syncs_in_flight() const { return true; }
  int submit_sync(IoUnit& unit, bool) { return submit<Direction::kWrite>(unit); }
  int submit_sync_range(IoUnit& unit, const SyncedRange&) { return submit<Direction::kWrite>(unit); }
  long sync(bool) { return 0; }
  long sync_range(const SyncedRange&) { return 0; }

  /// Everything submitted has been finished since.
  long reap() { return count_; }
  long reap(ReapBounds) { return count_; }

  Completion completion(uint32_t number) {
    uint32_t at = first_ + number;
    if (at >= depth_) at -= depth_;
    IoUnit* unit = waiting_.as<IoUnit*>()[at];
    return {unit, unit->length};
  }

  void release(uint32_t count) {
    first_ += count;
    if (first_ >= depth_) first_ -= depth_;
    count_ -= count;
  }

  void tear_down() {}

 private:
  sys::PrivateMemory waiting_;  ///< a ring, in the order of submission
  uint32_t depth_ = 0;
  uint32_t first_ = 0;
  uint32_t count_ = 0;
};

}  // namespace vfload

// io_uring with what only the full loop has time for: submissions that a thread of the kernel takes, and I/Os
// that its workers do at once.
#pragma once

#include "core/engine/io_uring.h"

namespace vfload {

class IoUringTuned : public IoUring {
 public:
  static constexpr EngineFlags kFlags{.depth_is_power_of_two = true, .offloads = false, .lean = false};

  static bool is_wanted_by(const EngineSpec& options) {
    return options.sqthread_poll || options.force_async != 0;
  }

  int set_up(const EngineSetup& setup) {
    has_thread_ = setup.spec->engine_options.sqthread_poll;
    force_async_ = setup.spec->engine_options.force_async;
    return IoUring::set_up(setup);
  }

  template <Direction D>
  int submit(IoUnit& unit) {
    mark(unit);
    if (!has_thread_) return IoUring::submit<D>(unit);
    aim(unit);
    rings_.queue(0, unit.index);
    return rings_.give_to_thread(1);
  }

  long submit_many(IoUnit** units, uint32_t count) {
    for (uint32_t number = 0; number < count; ++number) mark(*units[number]);
    if (!has_thread_) return IoUring::submit_many(units, count);
    for (uint32_t number = 0; number < count; ++number) {
      aim(*units[number]);
      rings_.queue(number, units[number]->index);
    }
    const int error = rings_.give_to_thread(count);
    return error == 0 ? static_cast<long>(count) : -error;
  }

  int submit_sync(IoUnit& unit, bool data_only) {
    if (!has_thread_) return IoUring::submit_sync(unit, data_only);
    aim_sync(unit, data_only);
    rings_.queue(0, unit.index);
    return rings_.give_to_thread(1);
  }

  int submit_sync_range(IoUnit& unit, const SyncedRange& range) {
    if (!has_thread_) return IoUring::submit_sync_range(unit, range);
    aim_sync_range(unit, range);
    rings_.queue(0, unit.index);
    return rings_.give_to_thread(1);
  }

  long reap() { return reap({}); }
  long reap(ReapBounds bounds) {
    return has_thread_ ? rings_.spin_for_completions(bounds.least) : IoUring::reap(bounds);
  }

 private:
  /// As in fio the N-th, 2N-th and so on of those that are submitted.
  void mark(const IoUnit& unit) {
    if (force_async_ == 0) return;
    marked_ += 1;
    if (marked_ < force_async_) return;
    marked_ = 0;
    rings_.sqe(unit.index).flags |= sys::kUringSqeAsync;
  }

  bool has_thread_ = false;
  uint32_t force_async_ = 0;
  uint32_t marked_ = 0;
};

}  // namespace vfload

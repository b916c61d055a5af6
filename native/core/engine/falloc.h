// falloc: an I/O is an fallocate(2) of its block and moves no data (fio-semantics A): a read reserves space
// beyond the size of the file, a write extends the file, a trim makes a hole.
#pragma once

#include <linux/falloc.h>

#include <cerrno>

#include "core/engine/engine.h"
#include "core/sys/rw.h"

namespace vfload {

class Falloc {
 public:
  static constexpr EngineFlags kFlags{
      .synchronous = true, .opens_for_writing = true, .moves_data = false, .lean = false};

  int set_up(const EngineSetup&) { return 0; }

  int attach(int fd) {
    fd_ = fd;
    return 0;
  }

  template <Direction D>
  long transfer(IoUnit& unit) {
    constexpr int kMode = D == Direction::kRead ? FALLOC_FL_KEEP_SIZE : 0;
    const long result = sys::fallocate(fd_, kMode, unit.offset, unit.length);
    return result < 0 ? result : unit.length;
  }

  long trim(IoUnit& unit) {
    constexpr int kMode = FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE;
    const long result = sys::fallocate(fd_, kMode, unit.offset, unit.length);
    return result < 0 ? result : unit.length;
  }

  /// As in fio 3.33, whose engine takes a sync for one more I/O, of no bytes.
  long sync(bool) { return -EINVAL; }
  long sync_range(const SyncedRange&) { return -EINVAL; }
  /// There it is the last I/O once more.
  long sync_at_end() { return 0; }

  void tear_down() {}

 private:
  int fd_ = -1;
};

/// ftruncate: a write cuts the file off at the offset of the I/O, or extends it to there; there are no reads.
class Ftruncate {
 public:
  static constexpr EngineFlags kFlags{
      .synchronous = true, .moves_data = false, .reads = false, .lean = false};

  int set_up(const EngineSetup&) { return 0; }

  int attach(int fd) {
    fd_ = fd;
    return 0;
  }

  template <Direction D>
  long transfer(IoUnit& unit) {
    if constexpr (D == Direction::kRead) return -EINVAL;
    const long result = sys::ftruncate(fd_, unit.offset);
    return result < 0 ? result : unit.length;
  }

  /// As in fio 3.33, whose engine knows writes alone.
  long sync(bool) { return -EINVAL; }
  long sync_range(const SyncedRange&) { return -EINVAL; }

  void tear_down() {}

 private:
  int fd_ = -1;
};

}  // namespace vfload

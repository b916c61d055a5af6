// sync: read(2) and write(2), with an lseek(2) before an I/O that does not begin where the last one ended.
#pragma once

#include "core/engine/one_descriptor.h"
#include "core/sys/rw.h"

namespace vfload {

class Sync : public OneDescriptor {
 public:
  static constexpr EngineFlags kFlags{.synchronous = true, .moves_position = true, .lean = false};

  int attach(int fd) {
    fd_ = fd;
    position_ = 0;
    return 0;
  }

  /// Where that file's position is by now is not known.
  void select(int fd) {
    fd_ = fd;
    position_ = UINT64_MAX;
  }

  template <Direction D>
  long transfer(IoUnit& unit) {
    if (unit.offset != position_) {
      if (const long at = sys::seek_to(fd_, unit.offset); at < 0) return at;
    }
    long bytes;
    if constexpr (D == Direction::kRead) {
      bytes = sys::read(fd_, unit.buffer, unit.length);
    } else {
      bytes = sys::write(fd_, unit.buffer, unit.length);
    }
    // After a failure the position is not known; no I/O begins there.
    position_ = bytes < 0 ? UINT64_MAX : unit.offset + static_cast<uint64_t>(bytes);
    return bytes;
  }

 private:
  uint64_t position_ = 0;
};

}  // namespace vfload

// pvsync and pvsync2: preadv(2) and pwritev(2) with one vector, and preadv2(2) and pwritev2(2), without
// flags.
#pragma once

#include "core/engine/engine.h"
#include "core/sys/rw.h"

namespace vfload {

class Pvsync {
 public:
  static constexpr EngineFlags kFlags{.synchronous = true, .lean = false};

  int set_up(const EngineSetup&) { return 0; }

  int attach(int fd) {
    fd_ = fd;
    return 0;
  }

  template <Direction D>
  long transfer(IoUnit& unit) {
    const sys::IoVector vector = {unit.buffer, unit.length};
    if constexpr (D == Direction::kRead) {
      return sys::preadv(fd_, &vector, 1, unit.offset);
    } else {
      return sys::pwritev(fd_, &vector, 1, unit.offset);
    }
  }

  long sync(bool data_only) { return data_only ? sys::fdatasync(fd_) : sys::fsync(fd_); }

  void tear_down() {}

 private:
  int fd_ = -1;
};

class Pvsync2 {
 public:
  static constexpr EngineFlags kFlags{.synchronous = true, .lean = false};

  int set_up(const EngineSetup&) { return 0; }

  int attach(int fd) {
    fd_ = fd;
    return 0;
  }

  template <Direction D>
  long transfer(IoUnit& unit) {
    const sys::IoVector vector = {unit.buffer, unit.length};
    if constexpr (D == Direction::kRead) {
      return sys::preadv2(fd_, &vector, 1, unit.offset, kNoFlags);
    } else {
      return sys::pwritev2(fd_, &vector, 1, unit.offset, kNoFlags);
    }
  }

  long sync(bool data_only) { return data_only ? sys::fdatasync(fd_) : sys::fsync(fd_); }

  void tear_down() {}

 private:
  static constexpr int kNoFlags = 0;

  int fd_ = -1;
};

}  // namespace vfload

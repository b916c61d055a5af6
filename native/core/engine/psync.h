// psync: pread(2) and pwrite(2), the engine that applications resemble most.
#pragma once

#include "core/engine/engine.h"
#include "core/sys/rw.h"

namespace vfload {

class Psync {
 public:
  static constexpr EngineFlags kFlags{.synchronous = true};

  int set_up(const EngineSetup&) { return 0; }

  int attach(int fd) {
    fd_ = fd;
    return 0;
  }

  template <Direction D>
  long transfer(IoUnit& unit) {
    if constexpr (D == Direction::kRead) {
      return sys::pread(fd_, unit.buffer, unit.length, unit.offset);
    } else {
      return sys::pwrite(fd_, unit.buffer, unit.length, unit.offset);
    }
  }

  long sync(bool data_only) { return data_only ? sys::fdatasync(fd_) : sys::fsync(fd_); }

  void tear_down() {}

 private:
  int fd_ = -1;
};

}  // namespace vfload

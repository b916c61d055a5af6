// What synchronous engines have in common that do nothing but system calls on a descriptor.
#pragma once

#include "core/engine/engine.h"
#include "core/sys/rw.h"

namespace vfload {

/// A base without virtual functions: engines add `kFlags` and transfer(), and hide what is different with
/// them.
class OneDescriptor {
 public:
  int set_up(const EngineSetup&) { return 0; }

  int attach(int fd) {
    fd_ = fd;
    return 0;
  }

  long sync(bool data_only) { return data_only ? sys::fdatasync(fd_) : sys::fsync(fd_); }

  void tear_down() {}

 protected:
  int fd_ = -1;
};

}  // namespace vfload

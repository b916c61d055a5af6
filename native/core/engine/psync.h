// psync: pread(2) and pwrite(2), the engine that applications resemble most.
#pragma once

#include "core/engine/one_descriptor.h"
#include "core/sys/rw.h"

namespace vfload {

class Psync : public OneDescriptor {
 public:
  static constexpr EngineFlags kFlags{.synchronous = true};

  template <Direction D>
  long transfer(IoUnit& unit) {
    if constexpr (D == Direction::kRead) {
      return sys::pread(fd_, unit.buffer, unit.length, unit.offset);
    } else {
      return sys::pwrite(fd_, unit.buffer, unit.length, unit.offset);
    }
  }
};

}  // namespace vfload

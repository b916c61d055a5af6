// A trim: what an engine does for it, or, where it has nothing of its own, what fio does for all engines that
// move data: ioctl(BLKDISCARD), in the foreground. Regular files answer ENOTTY.
#pragma once

#include <linux/fs.h>

#include <cerrno>
#include <cstdint>

#include "core/engine/engine.h"
#include "core/sys/syscall.h"

namespace vfload {

/// Whether trims go the way of all I/O: an engine that moves no data has them there.
template <AnyEngine Engine>
inline constexpr bool kTransfersTrims =
    !Engine::kFlags.moves_data && !requires(Engine & engine, IoUnit& unit) {
  engine.trim(unit);
};

/// Bytes, or minus an errno. `fd`: of the unit's file, which the engine works on.
template <AnyEngine Engine>
long trim(Engine& engine, IoUnit& unit, int fd) {
  static_assert(!kTransfersTrims<Engine>);
  long result = -EINTR;
  while (result == -EINTR) {
    if constexpr (requires { engine.trim(unit); }) {
      result = engine.trim(unit);
    } else {
      const uint64_t range[] = {unit.offset, unit.length};
      result = sys::call(SYS_ioctl, fd, BLKDISCARD, range);
      if (result == 0) result = unit.length;
    }
  }
  return result;
}

}  // namespace vfload

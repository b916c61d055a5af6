// pvsync and pvsync2: preadv(2) and pwritev(2) with one vector, and preadv2(2) and pwritev2(2) with flags.
#pragma once

#include "core/engine/one_descriptor.h"
#include "core/offset/taus88.h"
#include "core/sys/rw.h"

namespace vfload {

class Pvsync : public OneDescriptor {
 public:
  static constexpr EngineFlags kFlags{.synchronous = true, .lean = false};

  template <Direction D>
  long transfer(IoUnit& unit) {
    const sys::IoVector vector = {unit.buffer, unit.length};
    if constexpr (D == Direction::kRead) {
      return sys::preadv(fd_, &vector, 1, unit.offset);
    } else {
      return sys::pwritev(fd_, &vector, 1, unit.offset);
    }
  }
};

class Pvsync2 : public OneDescriptor {
 public:
  static constexpr EngineFlags kFlags{.synchronous = true, .lean = false};

  int set_up(const EngineSetup& setup) {
    const EngineSpec& options = setup.spec->engine_options;
    flags_ = io_flags(options);
    polls_ = options.hipri;
    // 1 + floor(100 * r / 2^32) <= hipri_percentage, solved for r.
    polls_below_ = ((uint64_t{100U - options.sleeping_percent} << 32) + 99) / 100;
    return 0;
  }

  template <Direction D>
  long transfer(IoUnit& unit) {
    const sys::IoVector vector = {unit.buffer, unit.length};
    const int flags = static_cast<int>(next_flags());
    if constexpr (D == Direction::kRead) {
      return sys::preadv2(fd_, &vector, 1, unit.offset, flags);
    } else {
      return sys::pwritev2(fd_, &vector, 1, unit.offset, flags);
    }
  }

 private:
  /// The draws of every job are the same, whatever its seed and number (seen with fio 3.33).
  static constexpr uint32_t kSeed = 1;

  uint32_t next_flags() {
    if (!polls_ || draws_.next() >= polls_below_) return flags_;
    return flags_ | kPolledIo;
  }

  uint32_t flags_ = 0;
  bool polls_ = false;
  uint64_t polls_below_ = 0;
  Taus88 draws_ = Taus88::seeded(kSeed);
};

}  // namespace vfload

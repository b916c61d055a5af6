// Uniform draws from one of fio's generators, 32 or 64 bits wide as `random_generator` has it.
#pragma once

#include <cstdint>

#include "core/offset/taus258.h"
#include "core/offset/taus88.h"

namespace vfload {

class Draws {
 public:
  void seed(uint64_t seed, bool wide) {
    wide_ = wide;
    if (wide) {
      long_ = Taus258::seeded(seed);
    } else {
      short_ = Taus88::seeded(static_cast<uint32_t>(seed));
    }
  }

  uint64_t next() { return wide_ ? long_.next() : short_.next(); }

  bool is_wide() const { return wide_; }

  /// Of narrow draws: what the next ones come from, three words.
  void copy_state(uint32_t* words) const {
    const Taus88::State state = short_.state();
    words[0] = state.a;
    words[1] = state.b;
    words[2] = state.c;
  }

  /// Of wide draws: five words.
  void copy_state(uint64_t* words) const { long_.copy_state(words); }

  /// The greatest value that `next` gives.
  uint64_t greatest() const { return wide_ ? UINT64_MAX : UINT32_MAX; }

  /// In [0, count), by fio's arithmetic: one product in double precision.
  uint64_t below(uint64_t count) { return below(count, next()); }

  /// The same for a value that `next` gave.
  uint64_t below(uint64_t count, uint64_t value) const {
    const double share = static_cast<double>(value) * (wide_ ? Taus258::kScale : Taus88::kScale);
    const auto drawn = static_cast<uint64_t>(static_cast<double>(count) * share);
    return drawn < count || count == 0 ? drawn : count - 1;  // 64 bits may round up to `count`
  }

 private:
  Taus88 short_;
  Taus258 long_;
  bool wide_ = false;
};

}  // namespace vfload

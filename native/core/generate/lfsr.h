// random_generator=lfsr: a linear feedback shift register that visits each block of a range once, with no map
// (fio-semantics 3.4). Galois form, fed back through XNOR, so that 0 is an ordinary state.
#pragma once

#include <cstdint>

namespace vfload {

class Lfsr {
 public:
  void set_up(uint64_t blocks, uint64_t seed) {
    blocks_ = blocks;
    width_ = kMinWidth;
    while ((uint64_t{1} << width_) <= blocks) ++width_;
    tap_mask_ = tap_mask(width_);
    restart(seed);
    // From all ones it never gets away; fio does no I/O then.
    if (value_ == (uint64_t{1} << width_) - 1) blocks_ = 0;
    step();  // ahead of the first round alone: seen with fio 3.33
  }

  /// Begins a round at the state that `seed` has.
  void restart(uint64_t seed) {
    value_ = seed & ((uint64_t{1} << width_) - 1);
    given_ = 0;
  }

  /// False: the round has given every block.
  bool next(uint64_t& block) {
    if (given_ == blocks_) return false;
    given_ += 1;
    do {
      step();
    } while (value_ >= blocks_);
    block = value_;
    return true;
  }

 private:
  static constexpr uint32_t kMinWidth = 3;

  void step() {
    const uint64_t feedback = (value_ & 1) == 0 ? tap_mask_ : 0;
    value_ = (value_ >> 1 | uint64_t{1} << (width_ - 1)) ^ feedback;
  }

  static uint64_t tap_mask(uint32_t width);

  uint64_t value_ = 0;
  uint64_t blocks_ = 0;
  uint64_t given_ = 0;
  uint64_t tap_mask_ = 0;
  uint32_t width_ = kMinWidth;
};

}  // namespace vfload

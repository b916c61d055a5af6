// The combined Tausworthe generator taus88 (P. L'Ecuyer, "Maximally equidistributed combined Tausworthe
// generators", Mathematics of Computation 65, 1996), seeded as fio seeds it (fio-semantics 3.4).
#pragma once

#include <cstdint>

namespace vfload {

class Taus88 {
 public:
  using Word = uint32_t;
  /// What a draw is multiplied with to lie in [0, 1).
  static constexpr double kScale = 0x1p-32;

  /// The state that fio has after seeding: three congruential steps and six discarded draws.
  static Taus88 seeded(uint32_t seed) {
    Taus88 generator;
    generator.a_ = at_least(scramble(kSeedStart, seed), 1);
    generator.b_ = at_least(scramble(generator.a_, seed), 7);
    generator.c_ = at_least(scramble(generator.b_, seed), 15);
    for (int discarded = 0; discarded < kWarmUp; ++discarded) generator.next();
    return generator;
  }

  /// Uniform over all 32-bit words.
  uint32_t next() {
    a_ = ((a_ & 0xfffffffeU) << 12) ^ (((a_ << 13) ^ a_) >> 19);
    b_ = ((b_ & 0xfffffff8U) << 4) ^ (((b_ << 2) ^ b_) >> 25);
    c_ = ((c_ & 0xfffffff0U) << 17) ^ (((c_ << 3) ^ c_) >> 11);
    return a_ ^ b_ ^ c_;
  }

  struct State {
    uint32_t a, b, c;
  };
  /// For tests against known states.
  State state() const { return {a_, b_, c_}; }

 private:
  static constexpr uint32_t kSeedStart = 53;
  static constexpr int kWarmUp = 6;

  static uint32_t scramble(uint32_t value, uint32_t seed) { return (value * 69069U) ^ seed; }
  static uint32_t at_least(uint32_t value, uint32_t minimum) {
    return value < minimum ? value + minimum : value;
  }

  uint32_t a_ = 0, b_ = 0, c_ = 0;
};

}  // namespace vfload

// The 64-bit combined Tausworthe generator taus258 (P. L'Ecuyer, "Tables of maximally equidistributed
// combined LFSR generators", Mathematics of Computation 68, 1999), seeded as fio seeds it
// (fio-semantics 3.4): for offsets in files of more than 2^32 blocks.
#pragma once

#include <cstdint>

namespace vfload {

class Taus258 {
 public:
  using Word = uint64_t;
  /// What a draw is multiplied with to lie in [0, 1].
  static constexpr double kScale = 0x1p-64;

  /// The state that fio has after seeding: five congruential steps and six discarded draws.
  static Taus258 seeded(uint64_t seed) {
    constexpr uint64_t kMinimum[kComponents] = {1, 7, 15, 33, 49};
    Taus258 generator;
    uint64_t value = kSeedStart;
    for (int i = 0; i < kComponents; ++i) {
      value = (value * 6906969069ULL) ^ seed;
      if (value < kMinimum[i]) value += kMinimum[i];
      generator.word_[i] = value;
    }
    for (int discarded = 0; discarded < kWarmUp; ++discarded) generator.next();
    return generator;
  }

  /// Uniform over all 64-bit words.
  uint64_t next() {
    step<1, 53, 10>(word_[0], ~0x1ULL);
    step<24, 50, 5>(word_[1], ~0x1ffULL);
    step<3, 23, 29>(word_[2], ~0xfffULL);
    step<5, 24, 23>(word_[3], ~0x1ffffULL);
    step<3, 33, 8>(word_[4], ~0x7fffffULL);
    return word_[0] ^ word_[1] ^ word_[2] ^ word_[3] ^ word_[4];
  }

  void copy_state(uint64_t* words) const {
    for (int i = 0; i < kComponents; ++i) words[i] = word_[i];
  }

 private:
  static constexpr int kComponents = 5;
  static constexpr uint64_t kSeedStart = 53;
  static constexpr int kWarmUp = 6;

  template <int kLeft, int kRight, int kShift>
  static void step(uint64_t& word, uint64_t mask) {
    const uint64_t fed_back = ((word << kLeft) ^ word) >> kRight;
    word = ((word & mask) << kShift) ^ fed_back;
  }

  uint64_t word_[kComponents] = {};
};

}  // namespace vfload

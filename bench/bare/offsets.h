// The offsets of one pass over a file, made before the clock starts. The random ones are fio 3.33's for its
// first job with randrepeat=1: taus88, and for a block that was visited already the next free one.
#pragma once

#include <cstdint>
#include <vector>

namespace bare {

class Taus88 {
 public:
  explicit Taus88(uint32_t seed) {
    a_ = at_least(step(53, seed), 1);
    b_ = at_least(step(a_, seed), 7);
    c_ = at_least(step(b_, seed), 15);
    for (int i = 0; i < 6; ++i) next();
  }

  uint32_t next() {
    a_ = ((a_ & 0xfffffffe) << 12) ^ (((a_ << 13) ^ a_) >> 19);
    b_ = ((b_ & 0xfffffff8) << 4) ^ (((b_ << 2) ^ b_) >> 25);
    c_ = ((c_ & 0xfffffff0) << 17) ^ (((c_ << 3) ^ c_) >> 11);
    return a_ ^ b_ ^ c_;
  }

 private:
  static uint32_t step(uint32_t x, uint32_t seed) { return (x * 69069) ^ seed; }
  static uint32_t at_least(uint32_t x, uint32_t least) { return x < least ? x + least : x; }

  uint32_t a_;
  uint32_t b_;
  uint32_t c_;
};

constexpr uint64_t kBlockBytes = 4096;

inline std::vector<uint64_t> sequential_offsets(uint64_t bytes) {
  std::vector<uint64_t> offsets(bytes / kBlockBytes);
  for (uint64_t i = 0; i < offsets.size(); ++i) offsets[i] = i * kBlockBytes;
  return offsets;
}

inline std::vector<uint64_t> random_offsets(uint64_t bytes) {
  const uint64_t blocks = bytes / kBlockBytes;
  constexpr uint32_t kSeed = 0xb1899bed;
  Taus88 random(kSeed);
  // The next free block after each block, with the paths to it shortened as they are walked.
  std::vector<uint32_t> next_free(blocks);
  for (uint64_t i = 0; i < blocks; ++i) next_free[i] = static_cast<uint32_t>(i);
  std::vector<uint64_t> offsets(blocks);
  for (uint64_t& offset : offsets) {
    auto block = static_cast<uint32_t>(static_cast<double>(blocks) * (random.next() / 4294967296.0));
    while (next_free[block] != block) {
      next_free[block] = next_free[next_free[block]];
      block = next_free[block];
    }
    offset = block * kBlockBytes;
    next_free[block] = static_cast<uint32_t>((block + 1) % blocks);
    if (&offset == &offsets.back()) break;
  }
  return offsets;
}

}  // namespace bare

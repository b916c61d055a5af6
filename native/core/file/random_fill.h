// Incompressible data for laid-out files, as fast as memory: reads of compressible files are answered by
// caches and back ends that compress (fio-semantics 2.2, pitfall 1).
#pragma once

#include <cstddef>
#include <cstdint>

namespace vfload {

/// xoshiro256+ (Blackman and Vigna) in four interleaved streams, which the compiler turns into vector code.
class RandomFill {
 public:
  explicit RandomFill(uint64_t seed) {
    for (auto& word : state_) {
      for (uint64_t& lane : word) lane = split_mix(&seed);
    }
  }

  /// `bytes`: a multiple of 32.
  void fill(void* buffer, size_t bytes) {
    auto* words = static_cast<uint64_t*>(buffer);
    for (size_t at = 0; at < bytes / sizeof(uint64_t); at += kLanes) next(words + at);
  }

 private:
  static constexpr size_t kLanes = 4;

  static uint64_t split_mix(uint64_t* seed) {
    uint64_t value = *seed += 0x9e3779b97f4a7c15;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
    value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
    return value ^ (value >> 31);
  }

  void next(uint64_t* out) {
    for (size_t lane = 0; lane < kLanes; ++lane) {
      out[lane] = state_[0][lane] + state_[3][lane];
      const uint64_t shifted = state_[1][lane] << 17;
      state_[2][lane] ^= state_[0][lane];
      state_[3][lane] ^= state_[1][lane];
      state_[1][lane] ^= state_[2][lane];
      state_[0][lane] ^= state_[3][lane];
      state_[2][lane] ^= shifted;
      state_[3][lane] = (state_[3][lane] << 45) | (state_[3][lane] >> 19);
    }
  }

  uint64_t state_[4][kLanes];
};

}  // namespace vfload

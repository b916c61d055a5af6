// Random bytes of write buffers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace vfload {

/// Fills `to` with bytes that do not compress, the same ones for the same seed: what was written once can be
/// made again when it is read. In groups of four words that come from one multiplication, as fio's do (its
/// files show it: each group is 1, 2, 3 and 5 times its first word, and the next group's first word is this
/// one's times a constant), so that a block of fio's with its seed in a verify header can be made again too.
inline void fill_random(uint8_t* to, size_t bytes, uint64_t seed) {
  constexpr uint64_t kMultiplier = 0x61c8864680b583ebULL;
  constexpr size_t kGroupBytes = 4 * sizeof(uint64_t);
  uint64_t word = seed;
  for (; bytes >= kGroupBytes; bytes -= kGroupBytes, to += kGroupBytes, word *= kMultiplier) {
    const uint64_t group[] = {word, 2 * word, 3 * word, 5 * word};
    memcpy(to, group, sizeof group);
  }
  const uint64_t group[] = {word, 2 * word, 3 * word, 5 * word};
  memcpy(to, group, bytes);
}

/// A seed for the contents of a block, from a counter: SplitMix64's output function (Steele, Lea, Flood
/// 2014). Odd, since an even one would lose bits with each multiplication above.
inline uint64_t contents_seed(uint64_t stream, uint64_t number) {
  uint64_t mixed = stream + number * 0x9e3779b97f4a7c15ULL;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
  return (mixed ^ (mixed >> 31)) | 1;
}

}  // namespace vfload

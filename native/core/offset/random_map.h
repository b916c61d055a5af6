// Which blocks of a file a random job has touched: a bitmap with summaries over it, 64 to one, so that
// finding the next untouched block costs a few word operations however full the map is.
//
// Level 0 has a bit for each block (set: taken); a bit of level n+1 is set when its word of level n is all
// ones. Bits past the end are set in every level, so that no search has to know where the end is.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

namespace vfload {

class RandomMap {
 public:
  /// Bytes of memory for a map of `blocks` blocks.
  static size_t bytes_needed(uint64_t blocks);

  /// Takes over `memory`: zeroed, 8-byte aligned, `bytes_needed(blocks)` long; it stays the caller's. All
  /// blocks are clear afterwards. Of a large map only the last words are written here: untouched pages stay
  /// unmapped.
  void attach(void* memory, uint64_t blocks);

  /// Takes `wanted` (less than `blocks`) if it is clear, else the next clear block after it, going on from 0
  /// past the end (fio-semantics 3.4). False: every block is taken.
  bool claim(uint64_t wanted, uint64_t& got) {
    const uint64_t word = wanted / kWordBits;
    const uint64_t bit = wanted % kWordBits;
    const uint64_t taken = level_[0][word];
    if (((taken >> bit) & 1) == 0) [[likely]] {
      got = wanted;
      mark(word, bit, taken);
      return true;
    }
    // All bits from `wanted` on that are clear. `wanted` itself is taken, so a shift by its own place keeps
    // it out.
    const uint64_t clear = ~taken & (~uint64_t{0} << bit);
    if (clear != 0) {
      const auto next = static_cast<uint64_t>(std::countr_zero(clear));
      got = word * kWordBits + next;
      mark(word, next, taken);
      return true;
    }
    return claim_beyond(word, got);
  }

  /// Makes all blocks clear again, in place.
  void clear();

  uint64_t blocks() const { return blocks_; }

 private:
  static constexpr uint64_t kWordBits = 64;
  static constexpr uint64_t kFull = ~uint64_t{0};
  static constexpr int kMaxLevels = 11;  ///< 64^11 = 2^66 blocks

  void mark(uint64_t word, uint64_t bit, uint64_t taken) {
    const uint64_t now_taken = taken | (uint64_t{1} << bit);
    level_[0][word] = now_taken;
    if (now_taken == kFull) [[unlikely]] {
      mark_full(word);
    }
  }

  void mark_full(uint64_t word);
  bool claim_beyond(uint64_t word, uint64_t& got);
  uint64_t first_clear_below(int level, uint64_t word) const;
  void mark_tails();

  uint64_t* level_[kMaxLevels] = {};
  uint64_t words_[kMaxLevels] = {};
  int levels_ = 0;
  uint64_t blocks_ = 0;
};

}  // namespace vfload

// Which blocks of a file a random job has touched: a bitmap with summaries over it, 64 to one, so that
// finding the next untouched block costs a few word operations however full the map is.
//
// Level 0 has a bit for each block (set: taken); a bit of level n+1 is set when its word of level n is all
// ones, up to a level of one word, and at least to level 2. Bits past the end are set in every level, so that
// no search has to know where the end is.
#pragma once

#include <cstddef>
#include <cstdint>

namespace vfload {

/// A view of memory that is the caller's. All that is out of line works on that memory alone: a map whose
/// own address nobody takes can live in registers, and so can the offset policy around it.
class RandomMap {
 public:
  /// Bytes of memory for a map of `blocks` blocks.
  static size_t bytes_needed(uint64_t blocks);

  /// Takes over `memory`: zeroed, 8-byte aligned, `bytes_needed(blocks)` long; it stays the caller's. All
  /// blocks are clear afterwards. Of a large map only the beginning and the last words are written here:
  /// untouched pages stay unmapped.
  void attach(void* memory, uint64_t blocks) {
    levels_ = static_cast<Levels*>(memory);
    lay_out(*levels_, blocks);
    words_ = levels_->words[0];
  }

  /// Takes `wanted` (less than `blocks`) if it is clear, else the next clear block after it, going on from 0
  /// past the end (fio-semantics 3.4). False: every block is taken.
  bool claim(uint64_t wanted, uint64_t& got) {
    const uint64_t word = wanted / kWordBits;
    const uint64_t taken = words_[word];
    // Bit 0 is `wanted`. It is not asked for by itself: no CPU could foretell the answer in a half full map.
    const uint64_t clear_from_wanted = ~taken >> (wanted % kWordBits);
    if (clear_from_wanted == 0) [[unlikely]] {
      got = claim_beyond(*levels_, word);
      return got != kNone;
    }
    got = wanted + first_bit(clear_from_wanted);
    const uint64_t now_taken = taken | (uint64_t{1} << (got % kWordBits));
    words_[word] = now_taken;
    if (now_taken == kFull) [[unlikely]] {
      mark_full(*levels_, 0, word, got);
    }
    return true;
  }

  /// The block that `claim` would take, without taking it.
  bool find(uint64_t wanted, uint64_t& got) {
    if (!claim(wanted, got)) return false;
    release(got);
    return true;
  }

  /// Takes `wanted` blocks from `first` on, up to the first one that is taken already. Returns how many;
  /// blocks beyond the end count as clear. But where the end is that of a word they are remembered, and no
  /// `clear` makes them clear again: once I/O has gone beyond a zone, later I/O ends with its zone (seen with
  /// fio 3.33).
  uint64_t claim_run(uint64_t first, uint64_t wanted);

  /// Makes all blocks clear again, in place.
  void clear() { wipe(*levels_); }

  uint64_t blocks() const { return levels_->blocks; }

 private:
  static constexpr uint64_t kWordBits = 64;
  static constexpr uint64_t kFull = ~uint64_t{0};
  static constexpr uint64_t kNone = ~uint64_t{0};
  static constexpr uint32_t kMaxLevels = 11;  ///< 64^11 = 2^66 blocks

  /// At the beginning of the memory; the levels follow.
  struct Levels {
    uint64_t* words[kMaxLevels];
    uint64_t count;
    uint64_t blocks;
  };

  /// Place of the lowest bit of `bits`, which is not 0. (std::countr_zero would ask.)
  static uint64_t first_bit(uint64_t bits) { return static_cast<uint64_t>(__builtin_ctzll(bits)); }

  /// Which of the words that `summary` stands for are not full and come after `word`.
  static uint64_t clear_after(uint64_t summary, uint64_t word) {
    return ~summary & (~uint64_t{1} << (word % kWordBits));
  }

  void release(uint64_t block);
  static uint64_t claim_beyond(const Levels& levels, uint64_t word);
  [[gnu::always_inline]] static inline uint64_t claim_in(const Levels& levels, uint64_t group,
                                                         uint64_t clear);
  [[gnu::noinline]] static uint64_t claim_far_beyond(const Levels& levels, uint64_t above);
  static uint64_t group_beyond(const Levels& levels, uint64_t above);
  [[gnu::noinline]] static uint64_t mark_full(const Levels& levels, uint64_t level, uint64_t word,
                                              uint64_t block);
  uint64_t claim_beyond_end(uint64_t claimed, uint64_t wanted, uint64_t place);
  static void lay_out(Levels& levels, uint64_t blocks);
  static void mark_tails(const Levels& levels);
  static void wipe(const Levels& levels);

  uint64_t* words_ = nullptr;  ///< of level 0
  Levels* levels_ = nullptr;
  uint64_t beyond_ = 0;  ///< which of the blocks after the last one are taken
};

}  // namespace vfload

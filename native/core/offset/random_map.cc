#include "core/offset/random_map.h"

#include <cassert>
#include <cstring>

namespace vfload {

namespace {

uint64_t words_for(uint64_t bits) { return bits / 64 + (bits % 64 != 0 ? 1 : 0); }

}  // namespace

size_t RandomMap::bytes_needed(uint64_t blocks) {
  uint64_t words = 0;
  uint64_t bits = blocks;
  do {
    bits = words_for(bits);
    words += bits;
  } while (bits > 1);
  return static_cast<size_t>(words * sizeof(uint64_t));
}

void RandomMap::attach(void* memory, uint64_t blocks) {
  assert(blocks > 0);
  auto* next = static_cast<uint64_t*>(memory);
  blocks_ = blocks;
  levels_ = 0;
  uint64_t bits = blocks;
  do {
    bits = words_for(bits);
    level_[levels_] = next;
    words_[levels_] = bits;
    next += bits;
    levels_ += 1;
  } while (bits > 1);
  mark_tails();
}

void RandomMap::mark_tails() {
  uint64_t bits = blocks_;
  for (int level = 0; level < levels_; ++level) {
    const uint64_t used_in_last = bits % kWordBits;
    if (used_in_last != 0) level_[level][words_[level] - 1] = kFull << used_in_last;
    bits = words_[level];
  }
}

void RandomMap::clear() {
  for (int level = 0; level < levels_; ++level)
    std::memset(level_[level], 0, words_[level] * sizeof(uint64_t));
  mark_tails();
}

void RandomMap::mark_full(uint64_t word) {
  for (int level = 1; level < levels_; ++level) {
    uint64_t& summary = level_[level][word / kWordBits];
    summary |= uint64_t{1} << (word % kWordBits);
    if (summary != kFull) return;
    word /= kWordBits;
  }
}

/// `word` of level `level` is not full: the first clear block under it.
uint64_t RandomMap::first_clear_below(int level, uint64_t word) const {
  for (; level > 0; --level) {
    word = word * kWordBits + static_cast<uint64_t>(std::countr_one(level_[level][word]));
  }
  return word * kWordBits + static_cast<uint64_t>(std::countr_one(level_[0][word]));
}

/// Takes the first clear block in a word after `word` of level 0, or from the beginning.
bool RandomMap::claim_beyond(uint64_t word, uint64_t& got) {
  uint64_t found = 0;
  bool after = false;
  uint64_t child = word;
  for (int level = 1; level < levels_ && !after; ++level) {
    const uint64_t parent = child / kWordBits;
    // Only children after `child`; two shifts because one by 64 is undefined.
    const uint64_t later = (kFull << (child % kWordBits)) << 1;
    const uint64_t clear = ~level_[level][parent] & later;
    if (clear != 0) {
      const auto next = static_cast<uint64_t>(std::countr_zero(clear));
      found = first_clear_below(level - 1, parent * kWordBits + next);
      after = true;
    }
    child = parent;
  }
  if (!after) {
    if (level_[levels_ - 1][0] == kFull) return false;
    found = first_clear_below(levels_ - 1, 0);
  }
  got = found;
  mark(found / kWordBits, found % kWordBits, level_[0][found / kWordBits]);
  return true;
}

}  // namespace vfload

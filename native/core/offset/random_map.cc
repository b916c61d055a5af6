#include "core/offset/random_map.h"

#include <cassert>
#include <cstring>

namespace vfload {

namespace {

uint64_t words_for(uint64_t bits) { return bits / 64 + (bits % 64 != 0 ? 1 : 0); }

/// Calls `use` with the number of bits and of words of each level, from 0 to the first above it that is a
/// single word.
template <class Use>
void for_each_level(uint64_t blocks, Use&& use) {
  uint64_t bits = blocks;
  for (int level = 0; level < 2 || bits > 1; ++level) {
    const uint64_t words = words_for(bits);
    use(bits, words);
    bits = words;
  }
}

uint64_t words_of_all_levels(uint64_t blocks) {
  uint64_t sum = 0;
  for_each_level(blocks, [&](uint64_t, uint64_t words) { sum += words; });
  return sum;
}

}  // namespace

size_t RandomMap::bytes_needed(uint64_t blocks) {
  return sizeof(Levels) + static_cast<size_t>(words_of_all_levels(blocks) * sizeof(uint64_t));
}

void RandomMap::lay_out(Levels& levels, uint64_t blocks) {
  assert(blocks > 0);
  auto* next = reinterpret_cast<uint64_t*>(&levels + 1);
  levels.count = 0;
  levels.blocks = blocks;
  for_each_level(blocks, [&](uint64_t, uint64_t words) {
    levels.words[levels.count] = next;
    levels.count += 1;
    next += words;
  });
  mark_tails(levels);
}

void RandomMap::mark_tails(const Levels& levels) {
  uint64_t level = 0;
  for_each_level(levels.blocks, [&](uint64_t bits, uint64_t words) {
    const uint64_t used_in_last = bits % kWordBits;
    if (used_in_last != 0) levels.words[level][words - 1] = kFull << used_in_last;
    level += 1;
  });
}

void RandomMap::wipe(const Levels& levels) {
  std::memset(levels.words[0], 0, words_of_all_levels(levels.blocks) * sizeof(uint64_t));
  mark_tails(levels);
}

/// `word` of level 0 has become full.
void RandomMap::mark_full(const Levels& levels, uint64_t word) {
  for (uint64_t level = 1; level < levels.count; ++level) {
    uint64_t& summary = levels.words[level][word / kWordBits];
    summary |= uint64_t{1} << (word % kWordBits);
    if (summary != kFull) return;
    word /= kWordBits;
  }
}

/// The first word of level 1 that is not full, after `group` or from the beginning. kNone: all are full.
/// Inline, so that its caller has nothing to save before it.
inline uint64_t RandomMap::group_beyond(const Levels& levels, uint64_t group) {
  // Up, to the first summary that has a word after this one that is not full.
  uint64_t level = 2;
  uint64_t word = group;
  for (;; ++level) {
    if (level == levels.count) {
      if (levels.words[level - 1][0] == kFull) return kNone;
      word = 0;
      break;
    }
    const uint64_t clear = clear_after(levels.words[level], word);
    if (clear != 0) {
      word += 1 + first_bit(clear);
      break;
    }
    word /= kWordBits;
  }
  // Down, each time to the first word that is not full.
  for (level -= 1; level > 1; --level) {
    word = word * kWordBits + first_bit(~levels.words[level][word]);
  }
  return word;
}

/// Takes the first clear block in a word after `word` of level 0, or from the beginning. kNone: there is
/// none.
uint64_t RandomMap::claim_beyond(const Levels& levels, uint64_t word) {
  const uint64_t clear = clear_after(levels.words[1], word);
  if (clear != 0) {
    word += 1 + first_bit(clear);
  } else {
    const uint64_t group = group_beyond(levels, word / kWordBits);
    if (group == kNone) return kNone;
    word = group * kWordBits + first_bit(~levels.words[1][group]);
  }
  uint64_t& taken = levels.words[0][word];
  const uint64_t place = first_bit(~taken);
  taken |= uint64_t{1} << place;
  if (taken == kFull) mark_full(levels, word);
  return word * kWordBits + place;
}

}  // namespace vfload

#include "core/offset/random_map.h"

#include <cassert>
#include <cstring>

namespace vfload {

namespace {

uint64_t words_for(uint64_t bits) { return bits / 64 + (bits % 64 != 0 ? 1 : 0); }

/// Calls `use` with the number of bits and of words of each level, from 0 to the first above 1 that is a
/// single word.
template <class Use>
void for_each_level(uint64_t blocks, Use&& use) {
  uint64_t bits = blocks;
  for (int level = 0; level < 3 || bits > 1; ++level) {
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

/// `word` of `level` has become full, and the levels above are to know it. Returns `block`.
uint64_t RandomMap::mark_full(const Levels& levels, uint64_t level, uint64_t word, uint64_t block) {
  for (level += 1; level < levels.count; ++level) {
    uint64_t& summary = levels.words[level][word / kWordBits];
    summary |= uint64_t{1} << (word % kWordBits);
    if (summary != kFull) break;
    word /= kWordBits;
  }
  return block;
}

/// Makes a block clear again. A word with a clear bit is not full, nor is any above it.
void RandomMap::release(uint64_t block) {
  uint64_t place = block;
  for (uint64_t level = 0; level < levels_->count; ++level) {
    levels_->words[level][place / kWordBits] &= ~(uint64_t{1} << (place % kWordBits));
    place /= kWordBits;
  }
}

uint64_t RandomMap::claim_run(uint64_t first, uint64_t wanted) {
  uint64_t claimed = 0;
  while (claimed < wanted) {
    const uint64_t block = first + claimed;
    if (block >= blocks()) return claim_beyond_end(claimed, wanted, block - blocks());
    uint64_t& taken = words_[block / kWordBits];
    const uint64_t bit = uint64_t{1} << (block % kWordBits);
    if ((taken & bit) != 0) break;
    taken |= bit;
    if (taken == kFull) mark_full(*levels_, 0, block / kWordBits, block);
    claimed += 1;
  }
  return claimed;
}

uint64_t RandomMap::claim_beyond_end(uint64_t claimed, uint64_t wanted, uint64_t place) {
  if (blocks() % kWordBits != 0) return wanted;
  for (; claimed < wanted && place < kWordBits; ++claimed, ++place) {
    const uint64_t bit = uint64_t{1} << place;
    if ((beyond_ & bit) != 0) return claimed == 0 ? wanted : claimed;
    beyond_ |= bit;
  }
  return wanted;
}

/// The first word of level 1 that is not full, after those of the summary `above` of level 2 or from the
/// beginning. kNone: all are full.
uint64_t RandomMap::group_beyond(const Levels& levels, uint64_t above) {
  // Up, to the first summary that has a word after this one that is not full.
  uint64_t level = 3;
  uint64_t word = above;
  for (;; ++level) {
    if (level == levels.count) {
      if (levels.words[level - 1][0] == kFull) return kNone;
      word = 0;
      break;
    }
    const uint64_t summary = word / kWordBits;
    const uint64_t clear = clear_after(levels.words[level][summary], word);
    if (clear != 0) {
      word = summary * kWordBits + first_bit(clear);
      break;
    }
    word = summary;
  }
  // Down, each time to the first word that is not full.
  for (level -= 1; level > 1; --level) {
    word = word * kWordBits + first_bit(~levels.words[level][word]);
  }
  return word;
}

/// Takes the first clear block of the first of `clear`, words of `group` that are not full.
inline uint64_t RandomMap::claim_in(const Levels& levels, uint64_t group, uint64_t clear) {
  const uint64_t found = first_bit(clear);
  const uint64_t word = group * kWordBits + found;
  uint64_t& taken = levels.words[0][word];
  const uint64_t place = first_bit(~taken);
  const uint64_t block = word * kWordBits + place;
  taken |= uint64_t{1} << place;
  if (taken != kFull) return block;
  uint64_t& summary = levels.words[1][group];
  summary |= uint64_t{1} << found;
  return summary != kFull ? block : mark_full(levels, 1, group, block);
}

/// claim_beyond() where nothing is left of the groups under the summary `above` of level 2.
uint64_t RandomMap::claim_far_beyond(const Levels& levels, uint64_t above) {
  const uint64_t group = group_beyond(levels, above);
  return group == kNone ? kNone : claim_in(levels, group, ~levels.words[1][group]);
}

/// Takes the first clear block in a word after `word` of level 0, or from the beginning. kNone: there is
/// none. What is rarer ends it: then nothing has to be saved for its return.
uint64_t RandomMap::claim_beyond(const Levels& levels, uint64_t word) {
  uint64_t group = word / kWordBits;
  uint64_t clear = clear_after(levels.words[1][group], word);
  if (clear == 0) {
    const uint64_t above = group / kWordBits;
    const uint64_t clear_groups = clear_after(levels.words[2][above], group);
    if (clear_groups == 0) [[unlikely]] {
      return claim_far_beyond(levels, above);
    }
    group = above * kWordBits + first_bit(clear_groups);
    clear = ~levels.words[1][group];
  }
  return claim_in(levels, group, clear);
}

}  // namespace vfload

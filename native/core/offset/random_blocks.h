// Offsets of the random workloads: a uniform draw of a block, with or without the map that makes each block
// come exactly once a pass (fio-semantics 3.4).
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/job/spec.h"
#include "core/offset/random_map.h"
#include "core/offset/range.h"
#include "core/offset/seeds.h"
#include "core/offset/taus258.h"
#include "core/offset/taus88.h"

namespace vfload {

/// A draw of 32 bits cannot reach every block of a range of more than this.
inline constexpr uint64_t kMaxBlocksOf32Bits = uint64_t{1} << 32;

/// Draws blocks in [0, blocks) as fio does: floor(blocks * (r / 2^bits)) in double precision.
template <class Generator>
class BlockDraw {
 public:
  void set_up(const JobSpec& spec, uint64_t blocks) {
    generator_ = Generator::seeded(static_cast<typename Generator::Word>(stream_seed(spec, Stream::kOffset)));
    blocks_per_draw_ = static_cast<double>(blocks) * Generator::kScale;
    last_ = blocks - 1;
  }

  uint64_t next() {
    // A power of two changes no digit, so it does not matter to which factor it goes: the product is rounded
    // once either way. Conversions through int64_t because x86 has one instruction for them; a product never
    // reaches 2^63.
    if constexpr (sizeof(typename Generator::Word) == 4) {
      const auto drawn = static_cast<double>(static_cast<int64_t>(generator_.next()));
      return static_cast<uint64_t>(static_cast<int64_t>(drawn * blocks_per_draw_));
    } else {
      // 64 bits are rounded, to 1.0 for r > 2^64 - 2^10: once in 2^54 draws, kept inside the range.
      const auto drawn = static_cast<double>(generator_.next());
      const auto block = static_cast<uint64_t>(static_cast<int64_t>(drawn * blocks_per_draw_));
      return block < last_ ? block : last_;
    }
  }

 private:
  Generator generator_;
  double blocks_per_draw_ = 0;
  uint64_t last_ = 0;
};

/// Every block once a pass. An offset policy (see policy.h).
template <class Generator>
class MappedRandomOffsets {
 public:
  static size_t memory_bytes(const OffsetRange& range) { return RandomMap::bytes_needed(range.blocks); }

  void set_up(const JobSpec& spec, const OffsetRange& range, void* zeroed_memory) {
    range_ = range;
    draw_.set_up(spec, range.blocks);
    map_.attach(zeroed_memory, range.blocks);
  }

  bool next(Direction, uint64_t& file_offset) {
    uint64_t block = 0;
    if (!map_.claim(draw_.next(), block)) [[unlikely]] {
      return false;
    }
    file_offset = range_.offset_of(block);
    return true;
  }

  /// The map is cleared in place; the generator runs on, so each round is a new permutation
  /// (fio-semantics 3.6).
  void restart(Direction) { map_.clear(); }

 private:
  BlockDraw<Generator> draw_;
  OffsetRange range_ = {};
  RandomMap map_;
};

/// `norandommap`: blocks may come again or never. An offset policy (see policy.h).
template <class Generator>
class UnmappedRandomOffsets {
 public:
  static size_t memory_bytes(const OffsetRange&) { return 0; }

  void set_up(const JobSpec& spec, const OffsetRange& range, void*) {
    range_ = range;
    draw_.set_up(spec, range.blocks);
  }

  /// Never at an end.
  bool next(Direction, uint64_t& file_offset) {
    file_offset = range_.offset_of(draw_.next());
    return true;
  }

  void restart(Direction) {}

 private:
  BlockDraw<Generator> draw_;
  OffsetRange range_ = {};
};

}  // namespace vfload

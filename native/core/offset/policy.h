// What an offset policy is, and which one a job needs. The loop is compiled for a policy; it is chosen before
// the loop starts.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "core/job/spec.h"
#include "core/offset/direction_mix.h"
#include "core/offset/random_blocks.h"
#include "core/offset/range.h"
#include "core/offset/sequential.h"

namespace vfload {

/// Gives the file offsets of a job, one after the other.
/// - `memory_bytes`: zeroed memory that `set_up` wants (8-byte aligned; it stays the caller's).
/// - `next`: false when the range is used up for this direction; the offset of the next I/O otherwise.
/// - `restart`: the direction starts again in place; the loop calls `start_again` below.
/// The range must have at least one block.
template <class Policy>
concept OffsetPolicy = requires(Policy policy, const JobSpec& spec, const OffsetRange& range, void* memory,
                                Direction direction, uint64_t& file_offset) {
  { Policy::memory_bytes(range) } -> std::same_as<size_t>;
  policy.set_up(spec, range, memory);
  { policy.next(direction, file_offset) } -> std::same_as<bool>;
  policy.restart(direction);
};

static_assert(OffsetPolicy<SequentialOffsets>);
static_assert(OffsetPolicy<MappedRandomOffsets<Taus88>>);
static_assert(OffsetPolicy<UnmappedRandomOffsets<Taus258>>);

inline bool is_random(Workload workload) {
  return workload == Workload::kRandRead || workload == Workload::kRandWrite ||
         workload == Workload::kRandReadWrite || workload == Workload::kRandTrim ||
         workload == Workload::kRandTrimWrite;
}

/// Whether reads and writes are mixed by draws.
inline bool is_mixed(Workload workload) {
  return workload == Workload::kReadWrite || workload == Workload::kRandReadWrite;
}

inline bool has_trims(Workload workload) { return workload >= Workload::kTrim; }

inline bool has_writes(Workload workload) {
  return workload != Workload::kRead && workload != Workload::kRandRead && workload != Workload::kTrim &&
         workload != Workload::kRandTrim;
}

inline bool has_reads(Workload workload) {
  return !has_trims(workload) && workload != Workload::kWrite && workload != Workload::kRandWrite;
}

/// Whether each block is trimmed before it is written.
inline bool trims_before_writing(Workload workload) { return has_trims(workload) && has_writes(workload); }

/// Whether the job does anything in that direction, of which the first may be that of its trims.
inline bool has_direction(Workload workload, Direction direction) {
  if (direction == Direction::kWrite) return has_writes(workload);
  return has_reads(workload) || has_trims(workload);
}

/// fio's number of a direction, in logs.
inline uint32_t fio_direction(Workload workload, Direction direction) {
  constexpr uint32_t kFioTrim = 2;
  return direction == Direction::kRead && has_trims(workload) ? kFioTrim : static_cast<uint32_t>(direction);
}

/// After `next` found no place for an I/O of `direction` in a time_based job: starts again, as fio does, and
/// returns the direction of the I/O to issue now; `next` will find a place for it.
///
/// A range of whole blocks starts again in place, and so does a map. A sequential job whose range ends in a
/// partial block begins a new pass instead: all positions and the mix start again (seen with fio 3.33,
/// `rw=rw` on an odd size).
///
/// Inline although it is rare: a loop's policies must not have their addresses taken to live in registers.
template <OffsetPolicy Offsets, class Directions>
[[gnu::always_inline]] inline Direction start_again(const JobSpec& spec, const OffsetRange& range,
                                                    Offsets& offsets, Directions& directions,
                                                    Direction direction) {
  if (!is_random(spec.workload) && range.limit_bytes % range.block_bytes != 0) {
    offsets.restart(Direction::kRead);
    offsets.restart(Direction::kWrite);
    directions.take_back();
    directions.start_pass(spec);
    return directions.next();
  }
  offsets.restart(direction);
  return direction;
}

/// Above 2^32 blocks a 32-bit draw cannot reach every block. fio 3.33 draws 32 bits all the same (seen on
/// sparse files of 2 TiB and more, with and without the map), so its offsets are multiples of blocks / 2^32.
inline bool needs_64_bit_generator(const JobSpec& spec, const OffsetRange& range) {
  return range.blocks > kMaxBlocksOf32Bits && spec.compat != FioCompat::k333;
}

/// Calls `use` with a `std::type_identity` of the policy for this job, and returns what it returns.
template <class Use>
auto with_offset_policy(const JobSpec& spec, const OffsetRange& range, Use&& use) {
  if (!is_random(spec.workload)) return use(std::type_identity<SequentialOffsets>{});
  const bool wide = needs_64_bit_generator(spec, range);
  if (spec.norandommap) {
    return wide ? use(std::type_identity<UnmappedRandomOffsets<Taus258>>{})
                : use(std::type_identity<UnmappedRandomOffsets<Taus88>>{});
  }
  return wide ? use(std::type_identity<MappedRandomOffsets<Taus258>>{})
              : use(std::type_identity<MappedRandomOffsets<Taus88>>{});
}

/// Calls `use` with a `std::type_identity` of the direction policy for this job, and returns what it returns.
template <class Use>
auto with_direction_policy(const JobSpec& spec, Use&& use) {
  if (is_mixed(spec.workload)) return use(std::type_identity<DirectionMix>{});
  if (has_writes(spec.workload)) return use(std::type_identity<SingleDirection<Direction::kWrite>>{});
  return use(std::type_identity<SingleDirection<Direction::kRead>>{});
}

}  // namespace vfload

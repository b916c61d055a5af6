#include "core/offset/offset_stream.h"

#include <cassert>

#include "core/offset/policy.h"

namespace vfload {

namespace {

struct Output {
  std::span<uint64_t> offsets;
  std::span<Direction> directions;
};

template <OffsetPolicy Offsets, class Directions>
uint64_t write_stream(const JobSpec& spec, const OffsetRange& range, void* memory, const Output& output) {
  Offsets offsets;
  Directions directions;
  offsets.set_up(spec, range, memory);
  directions.set_up(spec);
  uint64_t written = 0;
  while (written < output.offsets.size() &&
         (spec.time_based || written * range.block_bytes < range.limit_bytes)) {
    Direction direction = directions.next();
    uint64_t offset = 0;
    if (!offsets.next(direction, offset)) {
      if (!spec.time_based) break;
      direction = start_again(spec, range, offsets, directions, direction);
      offsets.next(direction, offset);
    }
    output.offsets[written] = offset;
    output.directions[written] = direction;
    written += 1;
  }
  return written;
}

}  // namespace

size_t offset_stream_memory_bytes(const JobSpec& spec, uint64_t file_bytes) {
  const OffsetRange range = offset_range(spec, file_bytes);
  if (range.blocks == 0) return 0;
  return with_offset_policy(spec, range,
                            [&](auto policy) { return decltype(policy)::type::memory_bytes(range); });
}

uint64_t write_offset_stream(const JobSpec& spec, uint64_t file_bytes, void* memory,
                             std::span<uint64_t> offsets, std::span<Direction> directions) {
  assert(offsets.size() == directions.size());
  const OffsetRange range = offset_range(spec, file_bytes);
  if (range.blocks == 0) return 0;
  const Output output = {offsets, directions};
  return with_offset_policy(spec, range, [&](auto offset_policy) {
    return with_direction_policy(spec, [&](auto direction_policy) {
      return write_stream<typename decltype(offset_policy)::type, typename decltype(direction_policy)::type>(
          spec, range, memory, output);
    });
  });
}

}  // namespace vfload

#include "core/generate/lengths.h"

namespace vfload {

uint32_t shortest_io(const JobSpec& spec, int direction) {
  const uint32_t bytes = spec.generate.lengths[direction].min_bytes;
  return bytes == 0 ? spec.block_size : bytes;
}

uint32_t shortest_io(const JobSpec& spec) {
  if (spec.generate.shortest_bytes != 0) return spec.generate.shortest_bytes;
  uint32_t least = UINT32_MAX;
  for (int direction = 0; direction < kDirections; ++direction) {
    const uint32_t bytes = shortest_io(spec, direction);
    if (bytes < least) least = bytes;
  }
  return least;
}

void Lengths::set_up(const LengthSpec& spec, uint32_t block_bytes, bool unaligned) {
  spec_ = &spec;
  min_bytes_ = spec.min_bytes == 0 ? block_bytes : spec.min_bytes;
  max_bytes_ = spec.min_bytes == 0 ? block_bytes : spec.max_bytes;
  unaligned_ = unaligned;
  least_drawn_bytes_ = spec.split_count == 0 ? min_bytes_ : max_bytes_;
  for (uint32_t entry = 0; entry < spec.split_count; ++entry) {
    const BlockSplit& split = spec.split[entry];
    if (split.percent != 0 && split.bytes < least_drawn_bytes_) least_drawn_bytes_ = split.bytes;
  }
}

uint32_t Lengths::next(uint64_t room_bytes) {
  if (min_bytes_ > room_bytes) return 0;
  if (min_bytes_ == max_bytes_) return min_bytes_;
  // fio 3.33 draws forever for a place that is left for a size of no share alone.
  if (least_drawn_bytes_ > room_bytes) return 0;
  for (;;) {
    uint32_t length = draw(room_bytes);
    if (!unaligned_) length -= length % min_bytes_;
    if (length > max_bytes_) length = max_bytes_;
    if (length <= room_bytes) return length;
  }
}

uint32_t Lengths::draw(uint64_t room_bytes) {
  if (spec_->split_count == 0) {
    return min_bytes_ + static_cast<uint32_t>(draws_.below(max_bytes_));
  }
  const uint64_t drawn = draws_.next();
  uint64_t percent = 0;
  uint32_t length = 0;
  for (uint32_t entry = 0; entry < spec_->split_count; ++entry) {
    const BlockSplit& split = spec_->split[entry];
    if (split.percent == 0) continue;
    length = split.bytes;
    percent += split.percent;
    if (drawn / percent <= draws_.greatest() / 100 && length <= room_bytes) break;
  }
  return length;
}

}  // namespace vfload

#include "core/generate/io_source.h"

namespace vfload {

void IoSource::set_up(const JobSpec& spec, const OffsetRange& range, void* memory) {
  spec_ = &spec;
  range_ = range;
  offsets_.set_up(spec, range, memory);
  mix_.set_up(spec);
}

bool IoSource::next(NextIo& io) {
  io.direction = has_writes(spec_->workload) ? Direction::kWrite : Direction::kRead;
  if (is_mixed(spec_->workload)) io.direction = mix_.next();
  io.length = spec_->block_size;
  return offsets_.next(io.direction, io.offset);
}

void IoSource::begin_anew(NextIo& io) {
  if (is_mixed(spec_->workload)) {
    io.direction = start_again(*spec_, range_, offsets_, mix_, io.direction);
  } else {
    offsets_.restart(io.direction);
  }
  offsets_.next(io.direction, io.offset);
}

}  // namespace vfload

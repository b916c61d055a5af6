#include "core/job/buffers.h"

#include <cerrno>

#include "core/offset/policy.h"
#include "core/offset/seeds.h"

namespace vfload {

int BufferPool::set_up(const JobSpec& spec, uint32_t depth) {
  if (!units_.map(sizeof(IoUnit) * depth)) return ENOMEM;
  if (const int error = buffers_.map(spec.fill, size_t{spec.block_size} * depth); error != 0) return error;
  const bool writes = has_writes(spec.workload);
  for (uint32_t i = 0; i < depth; ++i) {
    IoUnit& unit = units()[i];
    unit = {};
    unit.buffer = buffers_.start() + size_t{i} * spec.block_size;
    unit.length = unit.whole_bytes = spec.block_size;
    unit.index = i;
    unit.direction = writes ? Direction::kWrite : Direction::kRead;
  }
  contents_.set_up(spec.fill, stream_seed(spec, Stream::kBuffers));
  if (writes && spec.buffer_fill != BufferFill::kZero)
    contents_.fill_first(buffers_.start(), buffers_.bytes());
  refills_ = spec.buffer_fill == BufferFill::kRefill;
  // What verifies makes contents that it knows again.
  const bool scrambles =
      spec.buffer_fill == BufferFill::kScramble && spec.verify.method == VerifyMethod::kNone;
  scramble_bytes_ = scrambles ? static_cast<uint32_t>(spec.block_size / kSectorBytes * kSectorBytes) : 0;
  return 0;
}

}  // namespace vfload

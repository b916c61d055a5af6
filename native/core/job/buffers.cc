#include "core/job/buffers.h"

#include "core/offset/policy.h"
#include "core/offset/seeds.h"

namespace vfload {

uint64_t RandomFill::next() {
  // SplitMix64 (Steele, Lea, Flood 2014): one multiplication chain a word, passes BigCrush, no warm-up.
  state_ += 0x9e3779b97f4a7c15ULL;
  uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
  return mixed ^ (mixed >> 31);
}

void RandomFill::fill(uint8_t* to, size_t bytes) {
  while (bytes >= sizeof(uint64_t)) {
    const uint64_t word = next();
    memcpy(to, &word, sizeof word);
    to += sizeof word;
    bytes -= sizeof word;
  }
  if (bytes != 0) {
    const uint64_t word = next();
    memcpy(to, &word, bytes);
  }
}

bool BufferPool::set_up(const JobSpec& spec, uint32_t depth) {
  if (!units_.map(sizeof(IoUnit) * depth)) return false;
  if (!buffers_.map(size_t{spec.block_size} * depth)) return false;
  const bool writes = has_writes(spec.workload);
  for (uint32_t i = 0; i < depth; ++i) {
    IoUnit& unit = units()[i];
    unit = {};
    unit.buffer = buffers_.as<uint8_t>() + size_t{i} * spec.block_size;
    unit.length = unit.whole_bytes = spec.block_size;
    unit.index = i;
    unit.direction = writes ? Direction::kWrite : Direction::kRead;
  }
  random_.seed(stream_seed(spec, Stream::kBuffers));
  if (writes && spec.buffer_fill != BufferFill::kZero) random_.fill(buffers_.as<uint8_t>(), buffers_.bytes());
  refills_ = spec.buffer_fill == BufferFill::kRefill;
  scramble_bytes_ = spec.buffer_fill == BufferFill::kScramble
                        ? static_cast<uint32_t>(spec.block_size / kSectorBytes * kSectorBytes)
                        : 0;
  return true;
}

}  // namespace vfload

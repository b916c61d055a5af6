#include "core/verify/block_contents.h"

#include <algorithm>
#include <cstring>

#include "core/fill/random_words.h"
#include "core/fill/write_contents.h"
#include "core/verify/method.h"

namespace vfload {

namespace {

constexpr uint64_t kNsPerSecond = 1'000'000'000;

void fill_contents(const JobSpec& spec, const BlockIo& io, uint8_t* to) {
  if (spec.verify.pattern->length != 0) {
    fill_pattern(pattern_at(spec.verify, io.offset), to, io.length);
    return;
  }
  if (spec.verify.method == VerifyMethod::kNull) return;
  if (!spec.fill.compresses) {
    fill_random(to, io.length, io.seed);
    return;
  }
  // Of a verified I/O the whole is one chunk (seen with fio 3.33).
  const size_t random = uint64_t{io.length} * (100 - spec.fill.compress_percent) / 100;
  fill_random(to, random, io.seed);
  fill_pattern(*spec.fill.pattern, to + random, io.length - random);
}

void put_head(const JobSpec& spec, const BlockIo& io, uint32_t at, uint32_t bytes, uint8_t* interval) {
  const BlockHeader header = {
      .magic = kBlockMagic,
      .method = static_cast<uint16_t>(spec.verify.method),
      .bytes = bytes,
      .seed = spec.verify.pattern->length != 0 ? 0 : io.seed,
      .offset = io.offset + at,
      .seconds = static_cast<uint32_t>(io.time_ns / kNsPerSecond),
      .nanoseconds = static_cast<uint32_t>(io.time_ns % kNsPerSecond),
      .job_number = static_cast<uint16_t>(spec.job_number),
      .number = io.number,
      .crc = 0,
  };
  put_header(spec.compat, header, interval);
  const size_t head = head_bytes(spec.compat, spec.verify.method);
  if (const std::optional<ChecksumKind> sum = sum_of(spec.verify.method); sum.has_value()) {
    checksum(*sum, {interval + head, bytes - head}, interval + header_bytes(spec.compat));
  }
  move_header(spec.verify, head, interval);
}

}  // namespace

Pattern pattern_at(const VerifySpec& spec, uint64_t offset) {
  Pattern pattern = *spec.pattern;
  for (uint32_t index = 0; index < spec.pattern_offset_count; ++index) {
    const uint32_t at = spec.pattern_offsets[index];
    if (at >= pattern.length) continue;
    memcpy(pattern.bytes + at, &offset, std::min<size_t>(sizeof offset, pattern.length - at));
  }
  return pattern;
}

void fill_block(const JobSpec& spec, const BlockIo& io, uint8_t* to) {
  fill_contents(spec, io, to);
  if (!has_header(spec.verify.method)) return;
  const uint32_t step = interval_bytes(spec.verify, io.length);
  for (uint32_t at = 0; at < io.length; at += step) {
    put_head(spec, io, at, std::min(step, io.length - at), to + at);
  }
}

void move_header(const VerifySpec& spec, size_t head_bytes, uint8_t* interval) {
  if (spec.offset == 0) return;
  std::swap_ranges(interval, interval + head_bytes, interval + spec.offset);
}

}  // namespace vfload

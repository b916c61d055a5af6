#include "core/fill/write_contents.h"

#include <cstring>

#include "core/fill/random_words.h"

namespace vfload {

namespace {

/// Tells the draws of duplicates from the seeds of contents.
constexpr uint64_t kDrawStream = 0x6a09e667f3bcc909ULL;

size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

}  // namespace

void fill_pattern(const Pattern& pattern, uint8_t* to, size_t bytes) {
  if (pattern.length == 0) {
    memset(to, 0, bytes);
    return;
  }
  size_t done = smaller(pattern.length, bytes);
  memcpy(to, pattern.bytes, done);
  // What is there already is whole patterns: it doubles.
  while (done < bytes) {
    const size_t step = smaller(done, bytes - done);
    memcpy(to + done, to, step);
    done += step;
  }
}

void WriteContents::set_up(const FillSpec& spec, uint64_t seed) {
  spec_ = &spec;
  stream_ = seed;
}

void WriteContents::fill_first(uint8_t* to, size_t bytes) const {
  if (spec_->base == BufferBase::kRandom) {
    fill_random(to, bytes, contents_seed(stream_, 0));
  } else {
    fill_pattern(*spec_->pattern, to, bytes);
  }
}

uint64_t WriteContents::fill_next(uint8_t* to, size_t bytes) {
  const uint64_t seed = next_seed();
  fill(to, bytes, seed);
  return seed;
}

uint32_t WriteContents::draw_below(uint64_t bound) {
  draws_ += 1;
  return static_cast<uint32_t>((contents_seed(stream_ ^ kDrawStream, draws_) >> 1) % bound);
}

uint64_t WriteContents::next_seed() {
  // The first block has nothing to repeat.
  const bool repeats = spec_->deduplicates && unique_ != 0 && draw_below(100) < spec_->dedupe_percent;
  if (!repeats) {
    unique_ += 1;
  } else if (spec_->dedupe_mode == DedupeMode::kWorkingSet) {
    // The set is the first unique blocks, whether they have been written yet or not: their seeds are known.
    return contents_seed(stream_, 1 + draw_below(spec_->working_set));
  }
  return contents_seed(stream_, unique_);
}

void WriteContents::fill(uint8_t* to, size_t bytes, uint64_t seed) const {
  if (!spec_->compresses) {
    fill_random(to, bytes, seed);
    return;
  }
  const size_t chunk = spec_->compress_chunk == 0 ? bytes : spec_->compress_chunk;
  for (size_t at = 0; at < bytes; at += chunk) {
    const size_t length = smaller(chunk, bytes - at);
    // Of a whole chunk, also where the last one is cut short.
    const size_t random = smaller(chunk * (100 - spec_->compress_percent) / 100, length);
    fill_random(to + at, random, contents_seed(seed, at));
    fill_pattern(*spec_->pattern, to + at + random, length - random);
  }
}

}  // namespace vfload

// fio's latency buckets (fio-semantics 4.5) and latency classes (4.6).
#pragma once

#include <array>
#include <bit>
#include <cstdint>

#include "core/measure/statistics.h"

namespace vfload {

/// Bucket of a latency. 64 buckets an octave, so a bucket is at most 1/64 of its value wide; the last one
/// takes everything from about 17 s on.
constexpr uint32_t bucket_index(uint64_t ns) {
  // With e = position of the top bit - 6, and 0 below 128, the index is e*64 + (ns >> e): the group's
  // (e+1)*64 and the top bit that ns >> e still has cancel out.
  const auto exponent = static_cast<uint32_t>(std::bit_width(ns | 64)) - 7;
  const uint64_t index = (uint64_t{exponent} << 6) + (ns >> exponent);
  return static_cast<uint32_t>(index < kBuckets ? index : kBuckets - 1);
}

/// Smallest latency of a bucket.
constexpr uint64_t bucket_floor(uint32_t index) {
  if (index < 128) return index;
  const uint32_t exponent = (index >> 6) - 1;
  return uint64_t{index - (exponent << 6)} << exponent;
}

/// Latency that a bucket is reported as: its middle.
constexpr uint64_t bucket_value(uint32_t index) {
  if (index < 128) return index;
  const uint32_t exponent = (index >> 6) - 1;
  return bucket_floor(index) + (uint64_t{1} << exponent) / 2;
}

/// Upper bound of each class, exclusive, in ns: classes of ns below 1000, of whole us below 1000 us, of whole
/// ms.
inline constexpr std::array<uint64_t, kLatencyClasses> kClassBoundsNs = {
    2,          4,           10,          20,          50,          100,           250,           500,
    750,        1'000,       2'000,       4'000,       10'000,      20'000,        50'000,        100'000,
    250'000,    500'000,     750'000,     1'000'000,   2'000'000,   4'000'000,     10'000'000,    20'000'000,
    50'000'000, 100'000'000, 250'000'000, 500'000'000, 750'000'000, 1'000'000'000, 2'000'000'000, UINT64_MAX};

/// What recording needs to know about the class bounds that fall inside a bucket. At most one does: bounds
/// are a third apart, buckets a 64th wide.
struct SplitBuckets {
  bool is_split[kBuckets];     ///< a byte each: found in fewer steps than a bit
  uint8_t class_of[kBuckets];  ///< of a split bucket: the class whose bound splits it
};

constexpr SplitBuckets find_split_buckets() {
  SplitBuckets split = {};
  for (uint32_t index = 0; index + 1 < kLatencyClasses; ++index) {
    const uint32_t bucket = bucket_index(kClassBoundsNs[index]);
    if (bucket_floor(bucket) == kClassBoundsNs[index]) continue;
    split.is_split[bucket] = true;
    split.class_of[bucket] = static_cast<uint8_t>(index);
  }
  return split;
}

inline constexpr SplitBuckets kSplitBuckets = find_split_buckets();

/// Counts a completion latency in its bucket and, where a class bound splits that bucket, on its side of the
/// bound.
inline void count_latency(DirectionStatistics& statistics, uint64_t ns) {
  const uint32_t bucket = bucket_index(ns);
  statistics.clat_buckets[bucket] += 1;
  if (kSplitBuckets.is_split[bucket]) [[unlikely]] {
    const uint32_t split_class = kSplitBuckets.class_of[bucket];
    statistics.below_bound[split_class] += ns < kClassBoundsNs[split_class] ? 1 : 0;
  }
}

/// Samples in each latency class: 10 of ns, 10 of us, 12 of ms. Exact.
void latency_classes(const DirectionStatistics& statistics, uint64_t out[kLatencyClasses]);

}  // namespace vfload

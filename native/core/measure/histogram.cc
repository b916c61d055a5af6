#include "core/measure/histogram.h"

namespace vfload {

void latency_classes(const DirectionStatistics& statistics, uint64_t out[kLatencyClasses]) {
  uint64_t counted = 0;  // samples in the classes so far
  uint64_t below = 0;    // samples in the buckets so far
  uint32_t bucket = 0;
  for (uint32_t index = 0; index < kLatencyClasses; ++index) {
    const bool last = index + 1 == kLatencyClasses;
    const uint32_t end = last ? kBuckets : bucket_index(kClassBoundsNs[index]);
    for (; bucket < end; ++bucket) below += statistics.clat_buckets[bucket];
    const uint64_t below_bound = below + statistics.below_bound[index];
    out[index] = below_bound - counted;
    counted = below_bound;
  }
}

}  // namespace vfload

#include <doctest/doctest.h>

#include <cstdint>
#include <memory>

#include "core/measure/depths.h"
#include "core/measure/histogram.h"
#include "core/measure/record.h"
#include "core/offset/taus258.h"

using namespace vfload;

namespace {

/// fio-semantics 4.6, word for word.
uint32_t class_by_the_rule(uint64_t ns) {
  constexpr uint64_t kBounds[] = {2, 4, 10, 20, 50, 100, 250, 500, 750, 1000, 2000};
  const auto place = [&](uint64_t value, uint32_t bounds) {
    uint32_t index = 0;
    while (index < bounds && value >= kBounds[index]) ++index;
    return index;
  };
  if (ns < 1000) return place(ns, 10);
  if (ns < 1000000) return 10 + place(ns / 1000, 10);
  return 20 + place(ns / 1000000, 11);
}

/// fio-semantics 4.5, word for word.
uint32_t bucket_by_the_rule(uint64_t ns) {
  if (ns < 128) return static_cast<uint32_t>(ns);
  uint32_t top = 0;
  for (uint64_t rest = ns; rest > 1; rest /= 2) ++top;
  const uint32_t exponent = top - 6;
  const uint64_t index = (exponent + 1) * 64 + ((ns >> exponent) & 63);
  return static_cast<uint32_t>(index > 1855 ? 1855 : index);
}

std::unique_ptr<DirectionStatistics> fresh_statistics() {
  auto statistics = std::make_unique<DirectionStatistics>();
  statistics->slat.reset();
  statistics->clat.reset();
  statistics->lat.reset();
  return statistics;
}

template <class Visit>
void visit_many_latencies(Visit&& visit) {
  for (uint64_t ns = 0; ns < 30000; ++ns) visit(ns);
  for (const uint64_t bound : kClassBoundsNs) {
    if (bound == UINT64_MAX) continue;
    for (uint64_t ns = bound - 2; ns <= bound + 2; ++ns) visit(ns);
  }
  Taus258 generator = Taus258::seeded(1);
  for (int draw = 0; draw < 200000; ++draw) visit(generator.next() >> (generator.next() % 64));
  visit(UINT64_MAX);
}

}  // namespace

// fio-semantics B.4.
TEST_CASE("buckets and their reported values are fio's") {
  struct Known {
    uint64_t ns;
    uint32_t index;
    uint64_t value;
  };
  const Known known[] = {{127, 127, 127},
                         {128, 128, 129},
                         {255, 191, 255},
                         {4096, 448, 4128},
                         {100000, 737, 99840},
                         {1000000, 954, 1003520},
                         {1000000000, 1591, 1002438656},
                         {17045651455, 1854, 16978542592},
                         {17045651456, 1855, 17112760320},
                         {UINT64_MAX, 1855, 17112760320}};
  for (const Known& expected : known) {
    CHECK(bucket_index(expected.ns) == expected.index);
    CHECK(bucket_value(expected.index) == expected.value);
  }
}

TEST_CASE("the short form of the bucket index equals the rule") {
  bool equal = true;
  visit_many_latencies([&](uint64_t ns) { equal = equal && bucket_index(ns) == bucket_by_the_rule(ns); });
  CHECK(equal);
}

TEST_CASE("each bucket begins where the one before it ends") {
  for (uint32_t index = 1; index < kBuckets; ++index) {
    REQUIRE(bucket_index(bucket_floor(index)) == index);
    REQUIRE(bucket_index(bucket_floor(index) - 1) == index - 1);
  }
}

TEST_CASE("latency classes are exact, also inside the buckets that their bounds split") {
  const auto statistics = fresh_statistics();
  uint64_t expected[kLatencyClasses] = {};
  visit_many_latencies([&](uint64_t ns) {
    count_latency(*statistics, ns);
    expected[class_by_the_rule(ns)] += 1;
  });
  uint64_t classes[kLatencyClasses];
  latency_classes(*statistics, classes);
  for (uint32_t index = 0; index < kLatencyClasses; ++index) {
    CAPTURE(index);
    CHECK(classes[index] == expected[index]);
    CHECK(expected[index] > 0);
  }
}

TEST_CASE("some bounds do split buckets, no two the same one") {
  int split = 0;
  for (uint32_t index = 0; index + 1 < kLatencyClasses; ++index) {
    const uint64_t bound = kClassBoundsNs[index];
    if (bucket_index(bound - 1) != bucket_index(bound)) continue;
    split += 1;
    CHECK(kSplitBuckets.class_of[bucket_index(bound)] == index);
  }
  CHECK(split > 10);
}

TEST_CASE("depths and batches fall into fio's classes") {
  const auto depths = [](uint32_t first, uint32_t last, uint32_t index) {
    for (uint32_t depth = first; depth <= last; ++depth) CHECK(depth_level_index(depth) == index);
  };
  depths(1, 1, 0);
  depths(2, 3, 1);
  depths(4, 7, 2);
  depths(8, 15, 3);
  depths(16, 31, 4);
  depths(32, 63, 5);
  depths(64, 300, 6);
  CHECK(depth_level_index(65536) == 6);
  const auto batches = [](uint32_t first, uint32_t last, uint32_t index) {
    for (uint32_t count = first; count <= last; ++count) CHECK(batch_index(count) == index);
  };
  batches(0, 0, 0);
  batches(1, 4, 1);
  batches(5, 8, 2);
  batches(9, 16, 3);
  batches(17, 32, 4);
  batches(33, 64, 5);
  batches(65, 300, 6);
  CHECK(batch_index(65536) == 6);
}

TEST_CASE("lat is filled from clat once, and only where none was recorded") {
  const auto statistics = fresh_statistics();
  record_clat(*statistics, 100);
  record_clat(*statistics, 300);
  complete_lat(*statistics);
  CHECK(statistics->lat.count == 2);
  CHECK(statistics->lat.sum == 400);
  CHECK(statistics->lat.min == 100);
  record_lat(*statistics, 1000);
  complete_lat(*statistics);
  CHECK(statistics->lat.count == 3);
  CHECK(statistics->lat.max == 1000);
}

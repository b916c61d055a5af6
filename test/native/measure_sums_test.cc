#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <vector>

#include "core/measure/statistics.h"
#include "core/offset/taus258.h"

using namespace vfload;

namespace {

using Wide = unsigned __int128;

/// Running mean and variance as fio keeps them (fio-semantics 4.4).
struct Welford {
  uint64_t count = 0;
  double mean = 0;
  double squares = 0;
  void add(double value) {
    const double delta = value - mean;
    count += 1;
    mean += delta / static_cast<double>(count);
    squares += delta * (value - mean);
  }
  double deviation() const { return std::sqrt(squares / static_cast<double>(count - 1)); }
};

/// From the exact sums: variance * n * (n - 1) = n * squares - sum^2, in integers.
double deviation(const Sums& sums) {
  const Wide scaled = static_cast<Wide>(sums.count) * sums.squares - static_cast<Wide>(sums.sum) * sums.sum;
  const auto count = static_cast<long double>(sums.count);
  return static_cast<double>(std::sqrt(static_cast<long double>(scaled) / count / (count - 1)));
}

std::vector<uint64_t> latencies(uint64_t base, uint64_t spread, int count) {
  Taus258 generator = Taus258::seeded(base + spread);
  std::vector<uint64_t> values;
  values.reserve(static_cast<size_t>(count));
  for (int i = 0; i < count; ++i) values.push_back(base + generator.next() % spread);
  return values;
}

}  // namespace

TEST_CASE("mean and deviation from integer sums agree with a running mean to 1e-9") {
  const std::vector<uint64_t> series[] = {latencies(1000, 500, 200000), latencies(0, 20'000'000'000, 50000),
                                          latencies(5'000'000'000, 1'000'000, 50000)};
  for (const std::vector<uint64_t>& values : series) {
    Sums sums;
    sums.reset();
    Welford running;
    for (const uint64_t value : values) {
      sums.add(value);
      running.add(static_cast<double>(value));
    }
    const double mean = static_cast<double>(sums.sum) / static_cast<double>(sums.count);
    CHECK(sums.count == running.count);
    CHECK(std::abs(mean / running.mean - 1) < 1e-9);
    CHECK(std::abs(deviation(sums) / running.deviation() - 1) < 1e-9);
  }
}

TEST_CASE("the sum of squares is exact beyond 64 bits") {
  Sums sums;
  sums.reset();
  constexpr uint64_t kHour = 3'600'000'000'000;
  for (int i = 0; i < 1000; ++i) sums.add(kHour);
  sums.add(1);
  CHECK((sums.squares == static_cast<Wide>(kHour) * kHour * 1000 + 1));
  CHECK(static_cast<uint64_t>(sums.squares >> 64) > 0);
  CHECK(sums.sum == kHour * 1000 + 1);
  CHECK(sums.min == 1);
  CHECK(sums.max == kHour);
}

TEST_CASE("an empty series has no minimum") {
  Sums sums;
  sums.reset();
  CHECK(sums.count == 0);
  CHECK(sums.min == UINT64_MAX);
  CHECK(sums.max == 0);
}

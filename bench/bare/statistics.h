// What a bare loop keeps of its I/Os.
#pragma once

#include <bit>
#include <cstdint>
#include <cstdio>
#include <iterator>

namespace bare {

struct Sums {
  uint64_t count = 0;
  uint64_t smallest = UINT64_MAX;
  uint64_t largest = 0;
  uint64_t sum = 0;
  unsigned __int128 squares = 0;

  void add(uint64_t ns) {
    count += 1;
    if (ns < smallest) smallest = ns;
    if (ns > largest) largest = ns;
    sum += ns;
    squares += static_cast<unsigned __int128>(ns) * ns;
  }
};

/// With a log-linear histogram of 64 buckets an octave.
struct Statistics : Sums {
  uint64_t buckets[64 * 32] = {};

  void add(uint64_t ns) {
    Sums::add(ns);
    // Six bits below the highest one.
    const unsigned shift = ns < 128 ? 0 : static_cast<unsigned>(std::bit_width(ns)) - 7;
    const uint64_t bucket = 64 * static_cast<uint64_t>(shift) + (ns >> shift);
    buckets[bucket < std::size(buckets) ? bucket : std::size(buckets) - 1] += 1;
  }

  /// One JSON object on stdout.
  void print(uint64_t ios, uint64_t runtime_ns) const {
    printf("{\"ios\": %llu, \"runtime_ns\": %llu, \"min\": %llu, \"max\": %llu, \"mean\": %.1f}\n",
           static_cast<unsigned long long>(ios), static_cast<unsigned long long>(runtime_ns),
           static_cast<unsigned long long>(smallest), static_cast<unsigned long long>(largest),
           count == 0 ? 0.0 : static_cast<double>(sum) / static_cast<double>(count));
  }
};

}  // namespace bare

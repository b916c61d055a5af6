// Monotonic time and sleeping until a point of it.
#pragma once

#include <stdint.h>
#include <time.h>

namespace vfload::sys {

inline constexpr uint64_t kNsPerSecond = 1'000'000'000;
inline constexpr uint64_t kNsPerMs = 1'000'000;
inline constexpr uint64_t kForever = UINT64_MAX;

/// CLOCK_MONOTONIC, ns.
inline uint64_t monotonic_ns() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<uint64_t>(now.tv_sec) * kNsPerSecond + static_cast<uint64_t>(now.tv_nsec);
}

/// What a clock of the system says, in milliseconds. `clock`: its number, CLOCK_REALTIME for those since
/// 1970.
inline uint64_t clock_ms(clockid_t clock) {
  timespec now;
  clock_gettime(clock, &now);
  constexpr uint64_t kMsPerSecond = 1000;
  return static_cast<uint64_t>(now.tv_sec) * kMsPerSecond + static_cast<uint64_t>(now.tv_nsec) / kNsPerMs;
}

inline timespec to_timespec(uint64_t ns) {
  return {static_cast<time_t>(ns / kNsPerSecond), static_cast<long>(ns % kNsPerSecond)};
}

/// Sleeps for `ns`; a signal may end it early.
inline void sleep_ns(uint64_t ns) {
  const timespec duration = to_timespec(ns);
  nanosleep(&duration, nullptr);
}

}  // namespace vfload::sys

// Nanoseconds from the time-stamp counter where there is one, else from the kernel.
#pragma once

#include <cstdint>
#include <ctime>

namespace bare {

inline uint64_t kernel_ns() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(now.tv_nsec);
}

#if defined(__x86_64__)

/// Nanoseconds per tick, times 2^32.
inline uint64_t g_scale = 0;

inline void calibrate() {
  const uint64_t ns = kernel_ns();
  const uint64_t ticks = __builtin_ia32_rdtsc();
  while (kernel_ns() - ns < 10'000'000) {
  }
  g_scale = ((kernel_ns() - ns) << 32) / (__builtin_ia32_rdtsc() - ticks);
}

inline uint64_t now_ns() {
  return static_cast<uint64_t>((static_cast<unsigned __int128>(__builtin_ia32_rdtsc()) * g_scale) >> 32);
}

#else

inline void calibrate() {}
inline uint64_t now_ns() { return kernel_ns(); }

#endif

}  // namespace bare

// The one clock of all latencies and runtimes: nanoseconds on the scale of CLOCK_MONOTONIC.
#pragma once

#include <ctime>

#include <cstdint>

namespace vfload {

inline constexpr uint64_t kNsPerSecond = 1'000'000'000;

/// Plain data: calibrated before the fork (see ClockCalibration), copied into shared memory, read-only from
/// then on. A zeroed Clock is valid and asks the kernel.
struct Clock {
  /// Nanoseconds per tick of the time-stamp counter, times 2^64; 0: the counter is not used, the kernel is
  /// asked. A counter of at most 1 GHz does not fit and is not used.
  uint64_t ns_per_tick;
  /// Added to the scaled counter, so that `now_ns` is CLOCK_MONOTONIC at the time of calibration (mod 2^64).
  uint64_t offset_ns;
  /// Ticks per second; 0 where the counter is not used.
  uint64_t tsc_hz;

  bool uses_tsc() const { return ns_per_tick != 0; }

  /// Nanoseconds of CLOCK_MONOTONIC. With the counter it keeps the rate of CLOCK_MONOTONIC_RAW, which no time
  /// daemon slews, so the two drift apart by what the daemon corrects (some ppm). Inlined by order: whether
  /// the compiler would depends on how large the whole loop is, and a call costs as much as the reading.
  [[gnu::always_inline]] uint64_t now_ns() const {
#if defined(__x86_64__)
    if (ns_per_tick != 0) [[likely]] {
      // Not serialising: as good as a fence around a system call or a fault, and half the price.
      const uint64_t ticks = __builtin_ia32_rdtsc();
      return static_cast<uint64_t>((static_cast<unsigned __int128>(ticks) * ns_per_tick) >> 64) + offset_ns;
    }
#endif
    return kernel_now_ns();
  }

  /// CLOCK_MONOTONIC from the kernel's vDSO: what fio falls back to (fio-semantics 4.1). Not
  /// CLOCK_MONOTONIC_RAW, which is a real system call on kernels before 5.3. On arm64 this is the only way:
  /// the vDSO reads the same counter that we could.
  static uint64_t kernel_now_ns() {
    timespec now = {};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<uint64_t>(now.tv_sec) * kNsPerSecond + static_cast<uint64_t>(now.tv_nsec);
  }
};

/// Why the time-stamp counter is used, or is not.
enum class ClockChoice : uint32_t {
  kTsc,
  kAskedForKernel,      ///< ClockPreference::kKernel
  kNoInvariantTsc,      ///< CPU or hypervisor does not promise a constant rate (or not an x86)
  kKernelDistrustsTsc,  ///< the kernel's own clock source is another one
  kImplausibleRate,     ///< at most 1 GHz, or it did not advance
  kCpusDisagree,        ///< the counter of some CPU is off, or that could not be found out
};

enum class ClockPreference : uint32_t { kFastest, kKernel };

/// Where a calibration learns about the counter. A test gives others, to be a machine that it is not.
struct CounterSource {
  uint64_t (*ticks)();
  /// CPU or hypervisor promises a constant rate.
  bool (*is_invariant)();
  /// The kernel's own time comes from the counter.
  bool (*kernel_trusts)();
};

/// This machine's time-stamp counter.
CounterSource cpu_counter();

/// Calibrates the time-stamp counter against CLOCK_MONOTONIC_RAW over the time between `begin` and `finish`.
/// Both run in the controller, before any fork.
class ClockCalibration {
 public:
  explicit ClockCalibration(const CounterSource& counter = cpu_counter()) : counter_(counter) {}

  /// Early: when the addon is loaded. Takes microseconds.
  void begin();

  /// Late: when the first clock is needed. Waits only for what is missing of 10 ms since `begin`. Looks at
  /// the counter of every CPU that the calling thread may run on: the thread moves from one to the next
  /// (about 50 us for each) and has its own affinity again afterwards; no other thread is touched. Of CPUs
  /// that a job is sent to by `cpus_allowed` although this thread may not run there, only the kernel's own
  /// trust is known.
  Clock finish(ClockPreference preference);

  /// After `finish`.
  ClockChoice choice() const { return choice_; }

 private:
  struct Bracket {
    uint64_t ticks;        ///< in the middle of the reading
    uint64_t raw_ns;       ///< CLOCK_MONOTONIC_RAW
    uint64_t width_ticks;  ///< how long the reading took: the uncertainty
  };

  Bracket read_bracket() const;
  bool cpus_agree(const Bracket& reference, double ns_per_tick) const;
  ClockChoice unusable() const;

  const CounterSource counter_;
  Bracket first_ = {};
  bool begun_ = false;
  ClockChoice choice_ = ClockChoice::kAskedForKernel;
};

}  // namespace vfload

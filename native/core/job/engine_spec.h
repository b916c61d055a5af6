// Options that single engines have: plain data, filled in before the fork. All zeros: each engine's default.
#pragma once

#include <cstdint>

namespace vfload {

/// io_uring's `nonvectored=`: READ and WRITE where the kernel says that it has them, always, or never.
enum class Nonvectored : uint8_t { kAsKernelCan, kYes, kNo };

/// `stat_type` of filestat and dirstat.
enum class StatType : uint8_t { kStat, kLstat, kStatx };

struct EngineSpec {
  bool hipri;                ///< pvsync2, io_uring: completions are polled for
  uint8_t sleeping_percent;  ///< pvsync2: 100 - `hipri_percentage`
  bool uncached;             ///< pvsync2, io_uring: RWF_UNCACHED
  bool nowait;               ///< pvsync2, libaio, io_uring: RWF_NOWAIT
  bool huge_pages;           ///< mmap: `thp`
  bool sqthread_poll;        ///< io_uring: a thread of the kernel takes submissions
  bool sqthread_cpu_given;
  uint32_t sqthread_cpu;
  uint32_t force_async;  ///< io_uring: each so many-th I/O is a kernel worker's; 0: none
  Nonvectored nonvectored;
  StatType stat_type;
};

/// RWF_*: flags of single I/Os, by kernel ABI. Old headers lack some.
inline constexpr uint32_t kPolledIo = 0x1;
inline constexpr uint32_t kNowaitIo = 0x8;
/// What fio 3.33 asks for. No Linux took it under this number, which is RWF_ATOMIC's since 6.11.
inline constexpr uint32_t kUncachedIo = 0x40;

/// What every I/O of the job asks for besides being polled.
inline uint32_t io_flags(const EngineSpec& spec) {
  return (spec.nowait ? kNowaitIo : 0) | (spec.uncached ? kUncachedIo : 0);
}

}  // namespace vfload

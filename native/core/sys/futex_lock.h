// A lock between threads of one process that needs neither the C library nor memory of its own.
#pragma once

#include <atomic>
#include <cstdint>

#include "core/sys/futex.h"

namespace vfload::sys {

/// Held from its construction to its end. The word: 0 free, 1 held, 2 held and waited for.
class FutexLock {
 public:
  explicit FutexLock(std::atomic<uint32_t>& word) : word_(word) {
    uint32_t seen = 0;
    // acquire, and release below: what the last holder did is visible to the next one.
    if (word_.compare_exchange_strong(seen, 1, std::memory_order_acquire)) return;
    while (word_.exchange(2, std::memory_order_acquire) != 0) futex_wait(&word_, 2);
  }
  FutexLock(const FutexLock&) = delete;
  FutexLock& operator=(const FutexLock&) = delete;
  ~FutexLock() {
    if (word_.exchange(0, std::memory_order_release) == 2) futex_wake_all(&word_);
  }

 private:
  std::atomic<uint32_t>& word_;
};

}  // namespace vfload::sys

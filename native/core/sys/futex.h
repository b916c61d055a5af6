// Futexes in memory shared between processes (so without FUTEX_PRIVATE_FLAG).
#pragma once

#include <limits.h>
#include <linux/futex.h>

#include <atomic>
#include <cstdint>

#include "core/sys/clock.h"
#include "core/sys/syscall.h"

namespace vfload::sys {

static_assert(sizeof(std::atomic<uint32_t>) == sizeof(uint32_t), "a futex word is 32 bits");

/// Waits while `*word` is `expected`, for at most `timeout_ns` (kForever: no limit). May return without
/// cause: callers look at the word again.
inline void futex_wait(std::atomic<uint32_t>* word, uint32_t expected, uint64_t timeout_ns = kForever) {
  const timespec timeout = to_timespec(timeout_ns == kForever ? 0 : timeout_ns);
  call(SYS_futex, word, FUTEX_WAIT, expected, timeout_ns == kForever ? nullptr : &timeout, nullptr, 0);
}

/// Wakes everybody who waits for `*word`.
inline void futex_wake_all(std::atomic<uint32_t>* word) {
  call(SYS_futex, word, FUTEX_WAKE, INT_MAX, nullptr, nullptr, 0);
}

}  // namespace vfload::sys

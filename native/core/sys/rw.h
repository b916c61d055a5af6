// The file I/O calls of the synchronous engines. Each returns what the kernel returned: bytes or 0, or minus
// an errno.
#pragma once

#include <sys/syscall.h>

#include <cstddef>
#include <cstdint>

#include "core/sys/inline_syscall.h"

namespace vfload::sys {

inline long pread(int fd, void* buffer, size_t length, uint64_t offset) {
  return inline_syscall(SYS_pread64, static_cast<uintptr_t>(fd), address_of(buffer), length, offset);
}

inline long pwrite(int fd, const void* buffer, size_t length, uint64_t offset) {
  return inline_syscall(SYS_pwrite64, static_cast<uintptr_t>(fd), address_of(buffer), length, offset);
}

inline long write(int fd, const void* buffer, size_t length) {
  return inline_syscall(SYS_write, static_cast<uintptr_t>(fd), address_of(buffer), length);
}

inline long fsync(int fd) { return inline_syscall(SYS_fsync, static_cast<uintptr_t>(fd)); }

inline long fdatasync(int fd) { return inline_syscall(SYS_fdatasync, static_cast<uintptr_t>(fd)); }

/// `advice` is one of POSIX_FADV_*.
inline long fadvise(int fd, uint64_t offset, uint64_t length, int advice) {
  return inline_syscall(SYS_fadvise64, static_cast<uintptr_t>(fd), offset, length,
                        static_cast<uintptr_t>(advice));
}

}  // namespace vfload::sys

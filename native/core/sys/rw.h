// The file I/O calls of the synchronous engines. Each returns what the kernel returned: bytes or 0, or minus
// an errno.
#pragma once

#include <stdio.h>
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

inline long read(int fd, void* buffer, size_t length) {
  return inline_syscall(SYS_read, static_cast<uintptr_t>(fd), address_of(buffer), length);
}

inline long write(int fd, const void* buffer, size_t length) {
  return inline_syscall(SYS_write, static_cast<uintptr_t>(fd), address_of(buffer), length);
}

/// Sets the position of the open file; returns it.
inline long seek_to(int fd, uint64_t offset) {
  return inline_syscall(SYS_lseek, static_cast<uintptr_t>(fd), offset, SEEK_SET);
}

/// As the kernel's struct iovec.
struct IoVector {
  void* base;
  size_t length;
};

inline long readv(int fd, const IoVector* vectors, size_t count) {
  return inline_syscall(SYS_readv, static_cast<uintptr_t>(fd), address_of(vectors), count);
}

inline long writev(int fd, const IoVector* vectors, size_t count) {
  return inline_syscall(SYS_writev, static_cast<uintptr_t>(fd), address_of(vectors), count);
}

inline long preadv(int fd, const IoVector* vectors, size_t count, uint64_t offset) {
  // The offset is passed in two halves, of which a 64-bit kernel takes the first as a whole.
  return inline_syscall6(SYS_preadv, static_cast<uintptr_t>(fd), address_of(vectors), count, offset, 0, 0);
}

inline long pwritev(int fd, const IoVector* vectors, size_t count, uint64_t offset) {
  return inline_syscall6(SYS_pwritev, static_cast<uintptr_t>(fd), address_of(vectors), count, offset, 0, 0);
}

/// `flags`: RWF_*.
inline long preadv2(int fd, const IoVector* vectors, size_t count, uint64_t offset, int flags) {
  return inline_syscall6(SYS_preadv2, static_cast<uintptr_t>(fd), address_of(vectors), count, offset, 0,
                         static_cast<uintptr_t>(flags));
}

/// `flags`: RWF_*.
inline long pwritev2(int fd, const IoVector* vectors, size_t count, uint64_t offset, int flags) {
  return inline_syscall6(SYS_pwritev2, static_cast<uintptr_t>(fd), address_of(vectors), count, offset, 0,
                         static_cast<uintptr_t>(flags));
}

/// `mode`: FALLOC_FL_*.
inline long fallocate(int fd, int mode, uint64_t offset, uint64_t length) {
  return inline_syscall(SYS_fallocate, static_cast<uintptr_t>(fd), static_cast<uintptr_t>(mode), offset,
                        length);
}

inline long ftruncate(int fd, uint64_t length) {
  return inline_syscall(SYS_ftruncate, static_cast<uintptr_t>(fd), length);
}

inline long fsync(int fd) { return inline_syscall(SYS_fsync, static_cast<uintptr_t>(fd)); }

/// `flags`: SYNC_FILE_RANGE_*. No bytes: up to the end of the file.
inline long sync_file_range(int fd, uint64_t offset, uint64_t bytes, uint32_t flags) {
  return inline_syscall(SYS_sync_file_range, static_cast<uintptr_t>(fd), offset, bytes, flags);
}

inline long fdatasync(int fd) { return inline_syscall(SYS_fdatasync, static_cast<uintptr_t>(fd)); }

/// `advice` is one of POSIX_FADV_*.
inline long fadvise(int fd, uint64_t offset, uint64_t length, int advice) {
  return inline_syscall(SYS_fadvise64, static_cast<uintptr_t>(fd), offset, length,
                        static_cast<uintptr_t>(advice));
}

}  // namespace vfload::sys

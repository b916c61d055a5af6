// File operations relative to a directory descriptor. Every path argument of functions ending in `_in` is a
// plain name: no symlink is followed. All return -errno on failure.
#pragma once

#include <fcntl.h>
#include <linux/fs.h>
#include <linux/stat.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "core/sys/syscall.h"

namespace vfload::sys {

/// What statx tells about a file, as far as vfload asks.
struct FileFacts {
  uint16_t mode = 0;
  uint32_t device_major = 0;
  uint32_t device_minor = 0;
  uint64_t inode = 0;
  uint64_t size = 0;
  uint64_t allocated = 0;  ///< bytes
  uint64_t born_ns = 0;    ///< since 1970; 0 where the file system does not tell

  bool regular() const { return (mode & S_IFMT) == S_IFREG; }
  bool symlink() const { return (mode & S_IFMT) == S_IFLNK; }
  bool directory() const { return (mode & S_IFMT) == S_IFDIR; }
};

/// Opens a plain name without following a link. `flags` gets O_NOFOLLOW and O_CLOEXEC.
inline int open_in(int directory, const char* name, int flags, unsigned mode = 0) {
  return static_cast<int>(call(SYS_openat, directory, name, flags | O_NOFOLLOW | O_CLOEXEC, mode));
}

/// Opens an absolute path that the user named: links are followed. `flags` gets O_CLOEXEC.
inline int open_anywhere(const char* path, int flags, unsigned mode = 0) {
  return static_cast<int>(call(SYS_openat, AT_FDCWD, path, flags | O_CLOEXEC, mode));
}

inline void close(int fd) {
  if (fd >= 0) call(SYS_close, fd);
}

/// Opens the directory under test. Its path may lead through links, since the user named it.
inline int open_directory(const char* path) {
  return static_cast<int>(call(SYS_openat, AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0));
}

inline constexpr unsigned kAskedOfStatx = STATX_BASIC_STATS | STATX_BTIME;

inline FileFacts to_facts(const struct statx& raw) {
  const bool tells_birth = (raw.stx_mask & STATX_BTIME) != 0;
  const uint64_t born_ns =
      static_cast<uint64_t>(raw.stx_btime.tv_sec) * 1'000'000'000 + raw.stx_btime.tv_nsec;
  return {raw.stx_mode, raw.stx_dev_major,    raw.stx_dev_minor,        raw.stx_ino,
          raw.stx_size, raw.stx_blocks * 512, tells_birth ? born_ns : 0};
}

/// Facts of the file itself, of a link the link's own.
inline int facts_in(int directory, const char* name, FileFacts* facts) {
  struct statx raw;
  const long result = call(SYS_statx, directory, name, AT_SYMLINK_NOFOLLOW, kAskedOfStatx, &raw);
  if (result < 0) return static_cast<int>(result);
  *facts = to_facts(raw);
  return 0;
}

/// Facts of an open file.
inline int facts_of(int fd, FileFacts* facts) {
  struct statx raw;
  const long result = call(SYS_statx, fd, "", AT_EMPTY_PATH, kAskedOfStatx, &raw);
  if (result < 0) return static_cast<int>(result);
  *facts = to_facts(raw);
  return 0;
}

/// Which file a name stood for: inode numbers are used again, so that the time of birth belongs to it.
struct FileIdentity {
  uint64_t inode = 0;    ///< 0: no file yet
  uint64_t born_ns = 0;  ///< 0 where the file system does not tell

  bool is(const FileFacts& facts) const {
    return inode != 0 && facts.inode == inode && facts.born_ns == born_ns;
  }
};

inline FileIdentity identity_of(const FileFacts& facts) { return {facts.inode, facts.born_ns}; }

/// Removes `name` if it still is that regular file: never somebody else's. 0, -errno, or -ESTALE when the
/// name now belongs to another file.
inline int remove_if_same(int directory, const char* name, FileIdentity identity) {
  FileFacts facts;
  const int result = facts_in(directory, name, &facts);
  if (result < 0) return result;
  if (!facts.regular() || !identity.is(facts)) return -ESTALE;
  return static_cast<int>(call(SYS_unlinkat, directory, name, 0));
}

/// Writes all of `bytes` at `offset`, going on after short writes.
inline int write_all(int fd, const void* data, size_t bytes, uint64_t offset) {
  const char* at = static_cast<const char*>(data);
  while (bytes > 0) {
    const long written = call(SYS_pwrite64, fd, at, bytes, offset);
    if (written == -EINTR) continue;
    if (written < 0) return static_cast<int>(written);
    if (written == 0) return -EIO;
    at += written;
    bytes -= static_cast<size_t>(written);
    offset += static_cast<uint64_t>(written);
  }
  return 0;
}

/// Writes all of `bytes` at the descriptor's position, going on after short writes.
inline int write_on(int fd, const void* data, size_t bytes) {
  const char* at = static_cast<const char*>(data);
  while (bytes > 0) {
    const long written = call(SYS_write, fd, at, bytes);
    if (written == -EINTR) continue;
    if (written < 0) return static_cast<int>(written);
    if (written == 0) return -EIO;
    at += written;
    bytes -= static_cast<size_t>(written);
  }
  return 0;
}

/// Reads up to `capacity` bytes from the start; the number read or -errno.
inline long read_start(int fd, char* buffer, size_t capacity) {
  size_t have = 0;
  while (have < capacity) {
    const long got = call(SYS_pread64, fd, buffer + have, capacity - have, have);
    if (got == -EINTR) continue;
    if (got < 0) return got;
    if (got == 0) break;
    have += static_cast<size_t>(got);
  }
  return static_cast<long>(have);
}

inline int advise_dontneed(int fd, uint64_t offset, uint64_t bytes) {
  return static_cast<int>(call(SYS_fadvise64, fd, offset, bytes, POSIX_FADV_DONTNEED));
}

}  // namespace vfload::sys

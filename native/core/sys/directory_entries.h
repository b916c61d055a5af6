// Reads a directory without malloc (opendir allocates).
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "core/sys/syscall.h"

namespace vfload::sys {

/// Iterates over the names in an open directory, which the caller owns.
class DirectoryEntries {
 public:
  explicit DirectoryEntries(int fd) : fd_(fd) {}

  /// The next name, nullptr at the end or on an error. Valid until the following call.
  const char* next() {
    if (at_ >= have_) {
      const long got = call(SYS_getdents64, fd_, buffer_, sizeof buffer_);
      if (got <= 0) return nullptr;
      have_ = static_cast<size_t>(got);
      at_ = 0;
    }
    const char* entry = buffer_ + at_;
    at_ += *reinterpret_cast<const uint16_t*>(entry + kLengthOffset);
    return entry + kNameOffset;
  }

  /// A name that is a decimal number; -1 for any other.
  static int number(const char* name) {
    int value = 0;
    if (*name == '\0') return -1;
    for (; *name != '\0'; ++name) {
      if (*name < '0' || *name > '9') return -1;
      value = value * 10 + (*name - '0');
    }
    return value;
  }

 private:
  // struct linux_dirent64: u64 inode, s64 offset, u16 length, u8 type, name
  static constexpr size_t kLengthOffset = 16;
  static constexpr size_t kNameOffset = 19;

  int fd_;
  size_t at_ = 0;
  size_t have_ = 0;
  alignas(8) char buffer_[2048];
};

}  // namespace vfload::sys

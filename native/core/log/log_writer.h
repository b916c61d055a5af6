// Lines of text to a file, without stdio: formatted into a mapped buffer that is written out when it is full,
// between two I/Os, and at the end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/sys/private_memory.h"

namespace vfload {

class LogWriter {
 public:
  enum class Existing { kReplaced, kContinued };

  /// Creates the file, or takes the one that is there. 0 or an errno (positive).
  int open(const char* path, Existing existing = Existing::kReplaced);

  bool is_open() const { return fd_ >= 0; }

  /// Room for a line of at most `bytes` is made by writing out what is there, if need be: whole lines, so
  /// that jobs may share a log. Call it where time does not count. False: the log could not be written, now
  /// or before; nothing more is taken.
  bool make_room(size_t bytes = kMaxPathLineBytes) {
    return error_ == 0 && (used_ + bytes <= kBufferBytes || flush());
  }

  LogWriter& text(std::string_view text);
  LogWriter& number(uint64_t number);

  /// Where the next text goes, and after it was put there, where that ends.
  char* end() { return buffer_.as<char>() + used_; }
  void end_at(const char* end) { used_ = static_cast<size_t>(end - buffer_.as<char>()); }

  /// Writes out what is there. False when that fails or has failed before; `error` tells why.
  bool flush();

  /// Flushes and closes. 0, or the errno (positive) of the first write that failed.
  int close();

  int error() const { return error_; }

 private:
  static constexpr size_t kMaxPathLineBytes = 8192;  ///< a path of 4095 bytes and numbers
  static constexpr size_t kBufferBytes = size_t{1} << 18;

  int fd_ = -1;
  int error_ = 0;
  size_t used_ = 0;
  sys::PrivateMemory buffer_;
};

}  // namespace vfload

// Small texts from /proc, read without malloc or stdio.
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

namespace vfload::sys {

/// Reads a text file into `buffer` (always terminated; trailing white space cut). Its length, or -errno.
long read_text(const char* path, char* buffer, size_t capacity);

/// Appends text or a decimal number to a fixed buffer; too long a text is cut.
class TextWriter {
 public:
  TextWriter(char* buffer, size_t capacity) : buffer_(buffer), capacity_(capacity) { buffer_[0] = '\0'; }
  TextWriter& text(const char* value);
  TextWriter& character(char value);
  TextWriter& number(uint64_t value);
  size_t length() const { return length_; }
  bool overflowed() const { return overflowed_; }

 private:
  char* buffer_;
  size_t capacity_;
  size_t length_ = 0;
  bool overflowed_ = false;
};

/// What a thread waits in. `wchan` is empty and `number` -1 where the kernel does not tell.
struct WaitPlace {
  char wchan[64];  ///< kernel function, from /proc/PID/wchan
  int32_t number;  ///< system call, from /proc/PID/syscall
};

/// Looks up where `thread` of `process` waits.
WaitPlace wait_place(pid_t process, pid_t thread);

}  // namespace vfload::sys

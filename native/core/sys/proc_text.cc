#include "core/sys/proc_text.h"

#include <fcntl.h>

#include "core/sys/syscall.h"

namespace vfload::sys {

long read_text(const char* path, char* buffer, size_t capacity) {
  buffer[0] = '\0';
  const long fd = call(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0) return fd;
  long length = call(SYS_read, fd, buffer, capacity - 1);
  call(SYS_close, fd);
  if (length < 0) return length;
  while (length > 0 && (buffer[length - 1] == '\n' || buffer[length - 1] == ' ')) --length;
  buffer[length] = '\0';
  return length;
}

TextWriter& TextWriter::character(char value) {
  if (length_ + 1 >= capacity_) {
    overflowed_ = true;
    return *this;
  }
  buffer_[length_++] = value;
  buffer_[length_] = '\0';
  return *this;
}

TextWriter& TextWriter::text(const char* value) {
  while (*value != '\0') character(*value++);
  return *this;
}

TextWriter& TextWriter::number(uint64_t value) {
  char digits[21];
  int count = 0;
  do {
    digits[count++] = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value > 0);
  while (count > 0) character(digits[--count]);
  return *this;
}

namespace {

void thread_path(char* path, size_t capacity, pid_t process, pid_t thread, const char* leaf) {
  TextWriter(path, capacity)
      .text("/proc/")
      .number(static_cast<uint64_t>(process))
      .text("/task/")
      .number(static_cast<uint64_t>(thread))
      .text(leaf);
}

/// "0 0x3 0x7f…" begins with the call's number; "running" and "-1 …" name none.
int32_t leading_number(const char* text) {
  if (*text < '0' || *text > '9') return -1;
  int32_t value = 0;
  while (*text >= '0' && *text <= '9') value = value * 10 + (*text++ - '0');
  return value;
}

}  // namespace

WaitPlace wait_place(pid_t process, pid_t thread) {
  WaitPlace place = {{}, -1};
  char path[64];
  thread_path(path, sizeof path, process, thread, "/wchan");
  read_text(path, place.wchan, sizeof place.wchan);
  if (place.wchan[0] == '0' && place.wchan[1] == '\0') place.wchan[0] = '\0';  // the kernel hides it so
  char syscall_text[128];
  thread_path(path, sizeof path, process, thread, "/syscall");
  read_text(path, syscall_text, sizeof syscall_text);
  place.number = leading_number(syscall_text);
  if (place.wchan[0] == '\0') {
    // Some kernels answer 0 in wchan while the first line of the stack ("[<0>] function+0x1/0x2") is readable
    // for root.
    char stack[128];
    thread_path(path, sizeof path, process, thread, "/stack");
    read_text(path, stack, sizeof stack);
    const char* at = stack;
    while (*at != '\0' && *at != ']') ++at;
    if (*at == ']' && at[1] == ' ') {
      TextWriter name(place.wchan, sizeof place.wchan);
      for (at += 2; *at != '\0' && *at != '+' && *at != '\n'; ++at) name.character(*at);
    }
  }
  return place;
}

}  // namespace vfload::sys

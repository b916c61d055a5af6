// A pipe whose ends close on exec.
#pragma once

#include <fcntl.h>

#include "core/sys/file.h"
#include "core/sys/syscall.h"

namespace vfload::sys {

struct Pipe {
  int read_end = -1;
  int write_end = -1;

  /// 0 or -errno.
  int open() {
    int ends[2];
    const long result = call(SYS_pipe2, ends, O_CLOEXEC);
    if (result < 0) return static_cast<int>(result);
    read_end = ends[0];
    write_end = ends[1];
    return 0;
  }
  void close_read() {
    sys::close(read_end);
    read_end = -1;
  }
  void close_write() {
    sys::close(write_end);
    write_end = -1;
  }
  void close() {
    close_read();
    close_write();
  }
};

}  // namespace vfload::sys

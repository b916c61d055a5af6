#include "core/verify/small_file.h"

#include <fcntl.h>

#include <cerrno>

#include "core/sys/file.h"
#include "core/sys/rw.h"
#include "core/sys/syscall.h"

namespace vfload {

int write_small_file(const char* path, int flags, const uint8_t* data, size_t bytes) {
  constexpr unsigned kMode = 0644;
  const long opened =
      sys::call(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | flags, kMode);
  if (opened < 0) return static_cast<int>(-opened);
  const int fd = static_cast<int>(opened);
  int error = 0;
  while (bytes > 0 && error == 0) {
    const long written = sys::write(fd, data, bytes);
    if (written == -EINTR) continue;
    if (written <= 0) {
      error = written == 0 ? EIO : static_cast<int>(-written);
      break;
    }
    data += written;
    bytes -= static_cast<size_t>(written);
  }
  sys::close(fd);
  return error;
}

}  // namespace vfload

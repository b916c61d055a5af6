#include <fcntl.h>
#include <linux/falloc.h>
#include <sys/file.h>

#include "core/probe/operations.h"
#include "core/sys/file.h"
#include "core/sys/syscall.h"

namespace vfload {

int probe_ftruncate(ProbeFile& file) {
  const long longer = sys::call(SYS_ftruncate, file.fd, 2 * kProbeFileBytes);
  if (longer < 0) return static_cast<int>(longer);
  return static_cast<int>(sys::call(SYS_ftruncate, file.fd, kProbeFileBytes));
}

int probe_fallocate(ProbeFile& file) {
  const long allocated = sys::call(SYS_fallocate, file.fd, 0, 0, 2 * kProbeFileBytes);
  if (allocated < 0) return static_cast<int>(allocated);
  return static_cast<int>(sys::call(SYS_ftruncate, file.fd, kProbeFileBytes));
}

int probe_punch_hole(ProbeFile& file) {
  const int mode = FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE;
  return static_cast<int>(sys::call(SYS_fallocate, file.fd, mode, kProbeFileBytes / 2, kProbeBufferBytes));
}

int probe_tmpfile(ProbeFile& file) {
  const int fd =
      static_cast<int>(sys::call(SYS_openat, file.directory, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
  if (fd < 0) return fd;
  sys::close(fd);
  return 0;
}

int probe_flock(ProbeFile& file) {
  const long locked = sys::call(SYS_flock, file.fd, LOCK_EX | LOCK_NB);
  if (locked < 0) return static_cast<int>(locked);
  return static_cast<int>(sys::call(SYS_flock, file.fd, LOCK_UN));
}

}  // namespace vfload

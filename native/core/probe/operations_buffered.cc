#include <fcntl.h>
#include <sys/uio.h>

#include "core/probe/operations.h"
#include "core/sys/file.h"
#include "core/sys/syscall.h"

namespace vfload {

namespace {

constexpr int kRwfNowait = 8;  // RWF_NOWAIT of <linux/fs.h>, missing from old headers

}  // namespace

int probe_write(ProbeFile& file) {
  for (uint64_t offset = 0; offset < kProbeFileBytes; offset += kProbeBufferBytes) {
    const int error = sys::write_all(file.fd, file.buffer, kProbeBufferBytes, offset);
    if (error < 0) return error;
  }
  return 0;
}

int probe_read(ProbeFile& file) {
  const long got = sys::call(SYS_pread64, file.fd, file.buffer, 4096, 4096);
  if (got < 0) return static_cast<int>(got);
  return got == 4096 ? 0 : -EIO;
}

int probe_fsync(ProbeFile& file) { return static_cast<int>(sys::call(SYS_fsync, file.fd)); }

int probe_fdatasync(ProbeFile& file) { return static_cast<int>(sys::call(SYS_fdatasync, file.fd)); }

int probe_fadvise(ProbeFile& file) { return sys::advise_dontneed(file.fd, 0, kProbeFileBytes); }

int probe_nowait(ProbeFile& file) {
  iovec vector = {file.buffer, 4096};
  const long got = sys::call(SYS_preadv2, file.fd, &vector, 1, 0, 0, kRwfNowait);
  // EAGAIN is the flag at work: the data was not in memory.
  return got < 0 && got != -EAGAIN ? static_cast<int>(got) : 0;
}

}  // namespace vfload

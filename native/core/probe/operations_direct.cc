#include <fcntl.h>
#include <linux/stat.h>

#include "core/probe/operations.h"
#include "core/sys/file.h"
#include "core/sys/syscall.h"

namespace vfload {

namespace {

constexpr unsigned kStatxDioAlign = 0x2000;  // STATX_DIOALIGN, Linux 6.1

/// One transfer of `bytes` at `offset`, which the buffer's address is off alignment by as well.
int transfer(const ProbeFile& file, long number, uint64_t bytes, uint64_t offset, uint64_t misalignment) {
  if (file.direct_fd < 0) return -EBADF;
  const long done = sys::call(number, file.direct_fd, file.buffer + misalignment, bytes, offset);
  if (done < 0) return static_cast<int>(done);
  return static_cast<uint64_t>(done) == bytes ? 0 : -EIO;
}

}  // namespace

int probe_direct_open(ProbeFile& file) {
  const int fd = sys::open_in(file.directory, file.name, O_RDWR | O_DIRECT);
  if (fd < 0) return fd;
  file.direct_fd = fd;
  return 0;
}

int probe_direct_read_4096(ProbeFile& file) { return transfer(file, SYS_pread64, 4096, 4096, 0); }
int probe_direct_write_4096(ProbeFile& file) { return transfer(file, SYS_pwrite64, 4096, 4096, 0); }
int probe_direct_read_512(ProbeFile& file) { return transfer(file, SYS_pread64, 512, 512, 512); }
int probe_direct_write_512(ProbeFile& file) { return transfer(file, SYS_pwrite64, 512, 512, 512); }
int probe_direct_read_unaligned(ProbeFile& file) { return transfer(file, SYS_pread64, 100, 33, 33); }
int probe_direct_write_unaligned(ProbeFile& file) { return transfer(file, SYS_pwrite64, 100, 33, 33); }

int probe_dio_alignment(ProbeFile& file) {
  struct statx facts;
  const long error = sys::call(SYS_statx, file.fd, "", AT_EMPTY_PATH, kStatxDioAlign, &facts);
  if (error < 0) return static_cast<int>(error);
  return (facts.stx_mask & kStatxDioAlign) != 0 ? 0 : -EOPNOTSUPP;
}

}  // namespace vfload

#include <sys/uio.h>

#include "core/engine/io_uring_rings.h"
#include "core/probe/operations.h"
#include "core/sys/aio.h"
#include "core/sys/io_uring.h"

namespace vfload {

namespace {

constexpr uint32_t kReadBytes = 4096;

int result_of_read(int64_t result) {
  if (result < 0) return static_cast<int>(result);
  return result == kReadBytes ? 0 : -EIO;
}

/// One read through Linux's own asynchronous I/O. `fd` -1: only the context is made.
int read_by_aio(const ProbeFile& file, int fd) {
  sys::AioContext context = 0;
  long error = sys::io_setup(1, &context);
  if (error < 0 || fd < 0) {
    if (error == 0) sys::io_destroy(context);
    return static_cast<int>(error);
  }
  sys::AioRequest request = {};
  request.opcode = sys::kAioRead;
  request.fd = static_cast<uint32_t>(fd);
  request.buffer = sys::address_of(file.buffer);
  request.length = kReadBytes;
  sys::AioRequest* requests[] = {&request};
  error = sys::io_submit(context, 1, requests);
  sys::AioEvent event = {};
  if (error == 1) error = sys::io_getevents(context, 1, 1, &event, nullptr);
  sys::io_destroy(context);
  if (error < 0) return static_cast<int>(error);
  return error == 1 ? result_of_read(event.result) : -EIO;
}

/// One read through io_uring. `fd` -1: only the rings are made.
int read_by_uring(const ProbeFile& file, int fd) {
  UringRings rings;
  const int setup = rings.set_up(1, {});
  if (setup != 0 || fd < 0) return -setup;
  iovec vector = {file.buffer, kReadBytes};
  sys::UringSqe& entry = rings.sqe(0);
  entry = {};
  entry.opcode = sys::kUringOpReadv;  // known since the first io_uring
  entry.fd = fd;
  entry.address = sys::address_of(&vector);
  entry.length = 1;
  const int submitted = rings.submit(0);
  if (submitted != 0) return -submitted;
  const long completions = rings.wait_for_completions();
  if (completions < 0) return static_cast<int>(completions);
  const int32_t result = rings.cqe(0).result;
  rings.release(1);
  return result_of_read(result);
}

}  // namespace

int probe_aio_setup(ProbeFile& file) { return read_by_aio(file, -1); }
int probe_aio_read(ProbeFile& file) { return read_by_aio(file, file.fd); }
int probe_aio_direct_read(ProbeFile& file) {
  return file.direct_fd < 0 ? -EBADF : read_by_aio(file, file.direct_fd);
}

int probe_uring_setup(ProbeFile& file) { return read_by_uring(file, -1); }
int probe_uring_read(ProbeFile& file) { return read_by_uring(file, file.fd); }
int probe_uring_direct_read(ProbeFile& file) {
  return file.direct_fd < 0 ? -EBADF : read_by_uring(file, file.direct_fd);
}

}  // namespace vfload

// Linux's own asynchronous I/O (io_submit(2)), declared here: old guests have no libaio, and
// <linux/aio_abi.h> does not describe the completion ring, which the kernel maps into the process and which
// may be read without a call.
#pragma once

#include <sys/syscall.h>
#include <time.h>

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "core/sys/inline_syscall.h"

namespace vfload::sys {

/// An aio context: by kernel ABI also the address of its completion ring.
using AioContext = uintptr_t;

enum : uint16_t { kAioRead = 0, kAioWrite = 1, kAioFsync = 2, kAioFdatasync = 3 };

/// struct iocb of the kernel ABI.
struct AioRequest {
  uint64_t data;  ///< comes back in AioEvent::data
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  uint32_t key;
  int32_t rw_flags;
#else
  int32_t rw_flags;
  uint32_t key;
#endif
  uint16_t opcode;
  int16_t priority;
  uint32_t fd;
  uint64_t buffer;
  uint64_t length;
  int64_t offset;
  uint64_t reserved;
  uint32_t flags;
  uint32_t event_fd;
};
static_assert(sizeof(AioRequest) == 64);

/// struct io_event of the kernel ABI.
struct AioEvent {
  uint64_t data;
  uint64_t request;
  int64_t result;  ///< bytes, or minus an errno
  int64_t result2;
};
static_assert(sizeof(AioEvent) == 32);

/// The head of the completion ring (struct aio_ring in the kernel's fs/aio.c); the events follow it.
struct AioRing {
  uint32_t id;
  uint32_t entries;
  std::atomic<uint32_t> head;  ///< ours: next event to take
  std::atomic<uint32_t> tail;  ///< the kernel's: next event it will write
  uint32_t magic;
  uint32_t compatible_features;
  uint32_t incompatible_features;
  uint32_t header_bytes;
};
static_assert(sizeof(AioRing) == 32);

/// AioRing::magic of the layout above; anything else is a ring that only the kernel may read.
inline constexpr uint32_t kAioRingMagic = 0xa10a10a1;

inline long io_setup(uint32_t events, AioContext* context) {
  return inline_syscall(SYS_io_setup, events, address_of(context));
}

inline long io_destroy(AioContext context) { return inline_syscall(SYS_io_destroy, context); }

inline long io_submit(AioContext context, long count, AioRequest** requests) {
  return inline_syscall(SYS_io_submit, context, static_cast<uintptr_t>(count), address_of(requests));
}

inline long io_getevents(AioContext context, long minimum, long maximum, AioEvent* events,
                         const timespec* timeout) {
  return inline_syscall6(SYS_io_getevents, context, static_cast<uintptr_t>(minimum),
                         static_cast<uintptr_t>(maximum), address_of(events), address_of(timeout), 0);
}

}  // namespace vfload::sys

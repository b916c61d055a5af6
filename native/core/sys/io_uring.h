// io_uring's kernel ABI as far as it is used, declared here: the headers of an old guest may lack it or parts
// of it. Names follow <linux/io_uring.h>; values are fixed by the kernel.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/sys/inline_syscall.h"
#include "core/sys/rw.h"

namespace vfload::sys {

// The same numbers on every architecture that vfload is built for (x86-64, arm64 and all others but alpha).
inline constexpr long kSysIoUringSetup = 425;
inline constexpr long kSysIoUringEnter = 426;
inline constexpr long kSysIoUringRegister = 427;

// io_uring_params::flags
inline constexpr uint32_t kUringSetupIoPoll = 1U << 0;
inline constexpr uint32_t kUringSetupSqPoll = 1U << 1;
inline constexpr uint32_t kUringSetupSqAff = 1U << 2;
inline constexpr uint32_t kUringSetupCqSize = 1U << 3;         ///< 5.5
inline constexpr uint32_t kUringSetupCoopTaskrun = 1U << 8;    ///< 5.19
inline constexpr uint32_t kUringSetupSingleIssuer = 1U << 12;  ///< 6.0
inline constexpr uint32_t kUringSetupDeferTaskrun = 1U << 13;  ///< 6.1

// flags of io_uring_enter
inline constexpr uint32_t kUringEnterGetEvents = 1U << 0;
inline constexpr uint32_t kUringEnterSqWakeup = 1U << 1;

// the word at io_sqring_offsets::flags
inline constexpr uint32_t kUringSqNeedWakeup = 1U << 0;

// opcodes
inline constexpr uint8_t kUringOpNop = 0;
inline constexpr uint8_t kUringOpReadv = 1;
inline constexpr uint8_t kUringOpWritev = 2;
inline constexpr uint8_t kUringOpFsync = 3;
inline constexpr uint8_t kUringOpReadFixed = 4;
inline constexpr uint8_t kUringOpWriteFixed = 5;
inline constexpr uint8_t kUringOpSyncFileRange = 8;  ///< 5.2
inline constexpr uint8_t kUringOpRead = 22;          ///< 5.6
inline constexpr uint8_t kUringOpWrite = 23;         ///< 5.6

// io_uring_sqe::flags
inline constexpr uint8_t kUringSqeFixedFile = 1U << 0;
inline constexpr uint8_t kUringSqeAsync = 1U << 4;  ///< 5.6

// io_uring_sqe::fsync_flags
inline constexpr uint32_t kUringFsyncDatasync = 1U << 0;

// offsets for mmap on the ring's descriptor
inline constexpr uint64_t kUringOffSqRing = 0;
inline constexpr uint64_t kUringOffCqRing = 0x8000000;
inline constexpr uint64_t kUringOffSqes = 0x10000000;

// opcodes of io_uring_register
inline constexpr uint32_t kUringRegisterBuffers = 0;
inline constexpr uint32_t kUringRegisterFiles = 2;
inline constexpr uint32_t kUringRegisterFilesUpdate = 6;  ///< 5.5
inline constexpr uint32_t kUringRegisterProbe = 8;        ///< 5.6

/// struct io_sqring_offsets
struct UringSqOffsets {
  uint32_t head, tail, ring_mask, ring_entries, flags, dropped, array, reserved1;
  uint64_t user_address;
};

/// struct io_cqring_offsets
struct UringCqOffsets {
  uint32_t head, tail, ring_mask, ring_entries, overflow, cqes, flags, reserved1;
  uint64_t user_address;
};

/// struct io_uring_params
struct UringParams {
  uint32_t sq_entries;
  uint32_t cq_entries;
  uint32_t flags;
  uint32_t sq_thread_cpu;
  uint32_t sq_thread_idle;
  uint32_t features;
  uint32_t wq_fd;
  uint32_t reserved[3];
  UringSqOffsets sq_off;
  UringCqOffsets cq_off;
};
static_assert(sizeof(UringParams) == 120);

/// struct io_uring_sqe
struct UringSqe {
  uint8_t opcode;
  uint8_t flags;
  uint16_t priority;
  int32_t fd;
  uint64_t offset;
  uint64_t address;
  uint32_t length;  ///< bytes, or the number of vectors
  uint32_t op_flags;
  uint64_t user_data;
  uint16_t buffer_index;  ///< of a registered buffer; must be 0 where none is used
  uint16_t personality;
  uint32_t splice_fd;
  uint64_t padding[2];
};
static_assert(sizeof(UringSqe) == 64);

/// struct io_uring_cqe
struct UringCqe {
  uint64_t user_data;
  int32_t result;  ///< bytes, or minus an errno
  uint32_t flags;
};
static_assert(sizeof(UringCqe) == 16);

/// struct io_uring_probe_op and struct io_uring_probe
struct UringProbeOp {
  uint8_t opcode;
  uint8_t reserved;
  uint16_t flags;
  uint32_t reserved2;
};
inline constexpr uint16_t kUringOpSupported = 1U << 0;
inline constexpr uint32_t kUringProbeOps = 32;
struct UringProbe {
  uint8_t last_opcode;
  uint8_t opcode_count;
  uint16_t reserved;
  uint32_t reserved2[3];
  UringProbeOp ops[kUringProbeOps];
};

/// struct io_uring_files_update
struct UringFilesUpdate {
  uint32_t offset;
  uint32_t reserved;
  uint64_t fds;  ///< address of int32_t
};
static_assert(sizeof(UringFilesUpdate) == 16);

/// Returns the ring's descriptor or minus an errno.
inline long io_uring_setup(uint32_t entries, UringParams* params) {
  return inline_syscall(kSysIoUringSetup, entries, address_of(params));
}

/// Returns the number of entries submitted or minus an errno.
inline long io_uring_enter(int ring, uint32_t to_submit, uint32_t minimum, uint32_t flags) {
  return inline_syscall6(kSysIoUringEnter, static_cast<uintptr_t>(ring), to_submit, minimum, flags, 0, 0);
}

inline long io_uring_register(int ring, uint32_t opcode, const void* argument, uint32_t count) {
  return inline_syscall(kSysIoUringRegister, static_cast<uintptr_t>(ring), opcode, address_of(argument),
                        count);
}

}  // namespace vfload::sys

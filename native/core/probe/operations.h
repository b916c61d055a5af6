// The table of operations that are tried. To add one: a function in the file of its kind, and a line in
// operations.cc.
#pragma once

#include <cstdint>
#include <span>

namespace vfload {

/// Size of the probe's file, all of it written.
inline constexpr uint64_t kProbeFileBytes = 1 << 20;
/// Size of the buffer, which is aligned to a page.
inline constexpr uint64_t kProbeBufferBytes = 64 << 10;

/// What an operation works on.
struct ProbeFile {
  int directory;
  const char* name;
  int fd;         ///< the file, open for reading and writing, buffered
  int direct_fd;  ///< the same with O_DIRECT; -1 until direct-open succeeded
  uint8_t* buffer;
};

struct ProbeOperation {
  const char* name;
  int (*run)(ProbeFile& file);  ///< 0 or -errno
};

std::span<const ProbeOperation> probe_operations();

// operations_buffered.cc
int probe_write(ProbeFile& file);
int probe_read(ProbeFile& file);
int probe_fsync(ProbeFile& file);
int probe_fdatasync(ProbeFile& file);
int probe_fadvise(ProbeFile& file);
int probe_nowait(ProbeFile& file);

// operations_space.cc
int probe_fallocate(ProbeFile& file);
int probe_punch_hole(ProbeFile& file);
int probe_ftruncate(ProbeFile& file);
int probe_tmpfile(ProbeFile& file);
int probe_flock(ProbeFile& file);

// operations_direct.cc
int probe_direct_open(ProbeFile& file);
int probe_direct_read_4096(ProbeFile& file);
int probe_direct_write_4096(ProbeFile& file);
int probe_direct_read_512(ProbeFile& file);
int probe_direct_write_512(ProbeFile& file);
int probe_direct_read_unaligned(ProbeFile& file);
int probe_direct_write_unaligned(ProbeFile& file);
int probe_dio_alignment(ProbeFile& file);

// operations_mapped.cc
int probe_map_read(ProbeFile& file);
int probe_map_write(ProbeFile& file);
int probe_map_store(ProbeFile& file);
int probe_map_sync(ProbeFile& file);

// operations_async.cc
int probe_aio_setup(ProbeFile& file);
int probe_aio_read(ProbeFile& file);
int probe_aio_direct_read(ProbeFile& file);
int probe_uring_setup(ProbeFile& file);
int probe_uring_read(ProbeFile& file);
int probe_uring_direct_read(ProbeFile& file);

}  // namespace vfload

#include "core/probe/operations.h"

#include "core/probe/probe.h"

namespace vfload {

namespace {

/// In this order: what others need first; what may kill the process (a store to a mapping) late.
constexpr ProbeOperation kOperations[] = {
    {"write", probe_write},
    {"read", probe_read},
    {"fsync", probe_fsync},
    {"fdatasync", probe_fdatasync},
    {"fadvise-dontneed", probe_fadvise},
    {"ftruncate", probe_ftruncate},
    {"fallocate", probe_fallocate},
    {"punch-hole", probe_punch_hole},
    {"direct-open", probe_direct_open},
    {"direct-read-4096", probe_direct_read_4096},
    {"direct-write-4096", probe_direct_write_4096},
    {"direct-read-512", probe_direct_read_512},
    {"direct-write-512", probe_direct_write_512},
    {"direct-read-unaligned", probe_direct_read_unaligned},
    {"direct-write-unaligned", probe_direct_write_unaligned},
    {"statx-dio-alignment", probe_dio_alignment},
    {"aio-setup", probe_aio_setup},
    {"aio-read", probe_aio_read},
    {"aio-direct-read", probe_aio_direct_read},
    {"io_uring-setup", probe_uring_setup},
    {"io_uring-read", probe_uring_read},
    {"io_uring-direct-read", probe_uring_direct_read},
    {"rwf-nowait", probe_nowait},
    {"o-tmpfile", probe_tmpfile},
    {"flock", probe_flock},
    {"mmap-shared-read", probe_map_read},
    {"mmap-shared-write", probe_map_write},
    {"mmap-shared-store", probe_map_store},
    {"map-sync", probe_map_sync},
};
static_assert(std::size(kOperations) < kMaxProbeOperations);

}  // namespace

std::span<const ProbeOperation> probe_operations() { return kOperations; }

}  // namespace vfload

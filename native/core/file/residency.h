// How much of files the page cache holds: before and after a run it tells who answered.
#pragma once

#include <cstdint>

#include "core/file/keeper.h"
#include "core/job/spec.h"
#include "core/supervise/work.h"

namespace vfload {

enum class ResidencyMethod : uint32_t {
  kNone,       ///< not known: no file, or the kernel does not tell
  kCachestat,  ///< cachestat(2), since Linux 6.5
  kMincore,    ///< mincore(2) on a mapping: what is dirty is not told
};

struct FileResidency {
  char name[kMaxNameBytes];
  ResidencyMethod method;
  uint64_t size_bytes;
  uint64_t cached_bytes;  ///< whole pages, size_bytes at most
  uint64_t dirty_bytes;   ///< dirty or being written back
};

struct ResidencyBlock {
  char directory[kMaxPathBytes];
  bool mincore_only;
  uint32_t file_count;
  FileResidency files[];
};

/// Work that looks at files; the caller fills in the names. nullptr: no memory.
/// \param mincore_only  as on a kernel without cachestat
Work* make_residency_work(const KeeperBlock* keeper, uint32_t file_count, bool mincore_only,
                          const Limits& limits);

ResidencyBlock* residency_block(Work* work);

/// A TaskMain. No page is read in, and none becomes younger. What cannot be told of a file is no failure.
void look_at_residency(void* block, const TaskContext& context);

}  // namespace vfload

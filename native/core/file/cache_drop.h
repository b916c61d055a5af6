// Dropping what the page cache holds before a measurement.
#pragma once

#include <cstdint>

#include "core/file/keeper.h"
#include "core/job/spec.h"
#include "core/supervise/work.h"

namespace vfload {

enum class CacheDropMethod : uint32_t {
  kNone,
  kPerFile,  ///< fsync and POSIX_FADV_DONTNEED for each file
  kSystem,   ///< /proc/sys/vm/drop_caches
};

struct CacheDropBlock {
  char directory[kMaxPathBytes];
  bool per_file_only;
  CacheDropMethod method;  ///< how it was done
  uint32_t file_count;
  char names[][kMaxNameBytes];
};

/// Work that drops caches; the caller fills in `names`. nullptr: no memory.
Work* make_cache_drop_work(const KeeperBlock* keeper, uint32_t file_count, bool per_file_only,
                           const Limits& limits);

CacheDropBlock* cache_drop_block(Work* work);

/// A TaskMain. Writes the named files back, then drops all clean pages of the system, or, where that is not
/// permitted, those of the named files. Only the measured file system is synced as a whole: sync(2) would
/// also wait for mounts that have nothing to do with the measurement and may hang. Files that do not exist
/// are passed over.
void drop_caches(void* block, const TaskContext& context);

}  // namespace vfload

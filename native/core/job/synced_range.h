// What one sync_file_range(2) of a job is about.
#pragma once

#include <cstdint>

namespace vfload {

struct SyncedRange {
  static constexpr uint64_t kNothing = UINT64_MAX;

  uint64_t start;  ///< byte of the file; kNothing: nothing was written since the last sync
  uint64_t bytes;  ///< 0: nothing to sync; the kernel would take it for everything up to the end
  uint32_t flags;  ///< SYNC_FILE_RANGE_*
};

}  // namespace vfload

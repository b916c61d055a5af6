// What has been written of each file since it was last synced, for `sync_file_range` (fio-semantics 2.4).
#pragma once

#include <algorithm>
#include <cerrno>
#include <cstdint>

#include "core/job/spec.h"
#include "core/job/synced_range.h"
#include "core/sys/private_memory.h"

namespace vfload {

/// As fio 3.33 has it (strace): of writes that have completed, from the lowest start to the highest end.
/// Until a file's first sync of any kind that begins at 0, wherever the writes are.
class Unsynced {
 public:
  /// Does nothing for a job without `sync_file_range`. 0 or an errno.
  int set_up(const JobSpec& spec, uint32_t files) {
    if (spec.sync_range == 0) return 0;
    flags_ = spec.sync_range_flags;
    return ranges_.map(sizeof(Range) * files) ? 0 : ENOMEM;
  }

  void written(uint32_t file, uint64_t offset, uint64_t bytes) {
    if (ranges_.bytes() == 0) return;
    Range& range = ranges_.as<Range>()[file];
    range.start = std::min(range.start, offset);
    range.end = std::max(range.end, offset + bytes);
  }

  void synced(uint32_t file) {
    if (ranges_.bytes() != 0) ranges_.as<Range>()[file] = {SyncedRange::kNothing, 0};
  }

  /// What a sync that is issued now is about. For jobs with `sync_file_range` alone.
  SyncedRange of(uint32_t file) const {
    const Range& range = ranges_.as<Range>()[file];
    return {range.start, range.end > range.start ? range.end - range.start : 0, flags_};
  }

 private:
  /// Zeros until the first write.
  struct Range {
    uint64_t start;
    uint64_t end;
  };

  sys::PrivateMemory ranges_;
  uint32_t flags_ = 0;
};

}  // namespace vfload

// A sync in the foreground, whatever the engine.
#pragma once

#include "core/engine/engine.h"
#include "core/full/full_job.h"
#include "core/sys/rw.h"

namespace vfload {

/// Syncs the file that the engine is at, which is the job's of that number. 0 or minus an errno. A range of
/// nothing is synced without a call, as in fio 3.33.
template <AnyEngine Engine>
long sync_now(Engine& engine, SyncKind kind, FullJob& job, uint32_t file) {
  if (kind != SyncKind::kRange) return engine.sync(kind == SyncKind::kData);
  const SyncedRange range = job.unsynced(file);
  if constexpr (SyncsRanges<Engine>) return engine.sync_range(range);
  if (range.bytes == 0) return 0;
  return sys::sync_file_range(job.job().files().fd(file), range.start, range.bytes, range.flags);
}

}  // namespace vfload

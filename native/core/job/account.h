// The counting that both loops do for an I/O that has ended.
#pragma once

#include <atomic>
#include <cstdint>

#include "core/measure/record.h"
#include "core/measure/statistics.h"

namespace vfload {

/// Counts `bytes` as done, and shows it to whoever watches the job.
template <Direction kDirection>
inline void count_completed(JobStatistics& statistics, JobProgress& progress, uint64_t bytes) {
  constexpr int kIndex = static_cast<int>(kDirection);
  DirectionStatistics& counters = statistics.direction[kIndex];
  const uint64_t bytes_done = counters.bytes + bytes;
  const uint64_t ios_done = counters.completed + 1;
  counters.bytes = bytes_done;
  counters.completed = ios_done;
  // relaxed: the supervisor samples these; each is right by itself, and nothing else is read by their leave.
  progress.bytes[kIndex].store(bytes_done, std::memory_order_relaxed);
  progress.completed[kIndex].store(ios_done, std::memory_order_relaxed);
}

/// Batch class of a submit or reap call with one I/O (fio-semantics 4.6).
inline constexpr uint32_t kBatchOfOne = 1;

/// Fills in the depth histograms of a job with a synchronous engine: one I/O at a time, syncs included
/// (fio-semantics 4.6), which the loop need not count. Called at the end of the loop, and by whoever reads
/// the statistics of a job that was killed. Does nothing to histograms that have something in them.
inline void complete_depths(JobStatistics& statistics) {
  for (const uint64_t submissions : statistics.submit_batch) {
    if (submissions != 0) return;
  }
  const DirectionStatistics& read = statistics.direction[static_cast<int>(Direction::kRead)];
  const DirectionStatistics& write = statistics.direction[static_cast<int>(Direction::kWrite)];
  const uint64_t syncs = statistics.sync_lat.count;
  statistics.depth_level[0] = read.issued + write.issued + syncs;
  statistics.submit_batch[kBatchOfOne] = read.issued + write.issued + syncs;
  statistics.complete_batch[kBatchOfOne] = read.completed + write.completed + syncs;
}

}  // namespace vfload

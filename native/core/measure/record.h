// What the loop records for an I/O. Inline, integers only, one writer.
#pragma once

#include <cstdint>

#include "core/measure/histogram.h"
#include "core/measure/statistics.h"

namespace vfload {

/// Completion latency: from issue to completion (fio-semantics 4.1). The only one with buckets and classes.
inline void record_clat(DirectionStatistics& statistics, uint64_t ns) {
  statistics.clat.add(ns);
  count_latency(statistics, ns);
}

/// Submission latency: from start to issue. Asynchronous engines only.
inline void record_slat(DirectionStatistics& statistics, uint64_t ns) { statistics.slat.add(ns); }

/// Total latency: from start to completion. Where it is clat by definition (a synchronous engine that does
/// nothing between start and issue) the loop leaves it out and `complete_lat` fills it in.
inline void record_lat(DirectionStatistics& statistics, uint64_t ns) { statistics.lat.add(ns); }

/// Gives `lat` the sums of `clat` if the loop recorded none of its own. For jobs whose lat is clat by
/// definition; called by whoever reads the statistics, so that it also holds for a job that was killed. Does
/// nothing the second time.
inline void complete_lat(DirectionStatistics& statistics) {
  if (statistics.lat.count == 0) statistics.lat = statistics.clat;
}

/// An fsync or fdatasync: has sums and buckets of its own, in no direction.
inline void record_sync(JobStatistics& statistics, uint64_t ns) {
  statistics.sync_lat.add(ns);
  statistics.sync_buckets[bucket_index(ns)] += 1;
}

/// Keeps what is told of an error at the end of the job, while there is room.
inline void keep_error(JobStatistics& statistics, const KeptError& kept) {
  if (statistics.kept_errors == kMaxKeptErrors) return;
  statistics.kept[statistics.kept_errors] = kept;
  statistics.kept_errors += 1;
}

}  // namespace vfload

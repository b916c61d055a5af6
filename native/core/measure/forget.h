// Throwing away what was measured: at the beginning, at the end of a ramp, and of jobs that never came out of
// theirs.
#pragma once

#include <cstring>

#include "core/measure/statistics.h"

namespace vfload {

/// All latencies, with their buckets and classes.
inline void forget_latencies(JobStatistics& statistics) {
  for (DirectionStatistics& direction : statistics.direction) {
    direction.slat.reset();
    direction.clat.reset();
    direction.lat.reset();
    memset(direction.clat_buckets, 0, sizeof direction.clat_buckets);
    memset(direction.below_bound, 0, sizeof direction.below_bound);
  }
  statistics.sync_lat.reset();
  memset(statistics.sync_buckets, 0, sizeof statistics.sync_buckets);
}

/// Everything but the samples: those are the supervisor's, who takes none during a ramp.
inline void forget_measurements(JobStatistics& statistics) {
  memset(statistics.direction, 0, sizeof statistics.direction);
  memset(statistics.depth_level, 0, sizeof statistics.depth_level);
  memset(statistics.submit_batch, 0, sizeof statistics.submit_batch);
  memset(statistics.complete_batch, 0, sizeof statistics.complete_batch);
  statistics.passes = 1;
  forget_latencies(statistics);
}

/// All that the job itself writes, at its beginning.
inline void forget_everything(JobStatistics& statistics) {
  forget_measurements(statistics);
  memset(statistics.runtime_ns, 0, sizeof statistics.runtime_ns);
  statistics.job_runtime_ns = 0;
  statistics.depth = 0;
  statistics.errors = statistics.first_error = statistics.kept_errors = 0;
  statistics.resources = {};
}

}  // namespace vfload

// A job's life: prepare, report ready, wait for the release, loop, end. Runs in a process (or thread) of its
// own, after a fork: no malloc, no stdio, no locks, no C++ runtime below this line.
#pragma once

#include <atomic>
#include <cstdint>

#include "core/job/spec.h"
#include "core/measure/clock.h"
#include "core/measure/statistics.h"
#include "core/sys/sharing.h"
#include "core/verify/verify_failures.h"

namespace vfload {

/// Shared by all jobs of a run, their supervisor and the controller.
struct RunControl {
  /// Not 0: the controller asks for an end. The supervisor hands it on to the jobs' gates; tasks look here.
  alignas(kSharingBytes) std::atomic<uint32_t> stop;
  alignas(kSharingBytes) Clock clock;  ///< calibrated before the fork, the same for every job
};

/// What the supervisor tells one job. The job reads `stop` before each I/O: nothing that is ever written may
/// lie near it.
struct JobGate {
  alignas(kSharingBytes) std::atomic<uint32_t> stop;      ///< not 0: submit nothing more, drain, end
  alignas(kSharingBytes) std::atomic<uint32_t> released;  ///< futex word: 0 hold, 1 go (where `stop`: end)
};

/// The memory of one job, all of it shared and mapped before the fork.
struct JobContext {
  const JobSpec* spec;
  JobStatistics* statistics;
  JobProgress* progress;
  JobFailure* failure;
  RunControl* control;
  JobGate* gate;
  LatencyBuckets* latency_buckets = nullptr;  ///< zeroed; nullptr where JobSpec::latency_buckets is false
  FlowUnit* flow_unit = nullptr;              ///< nullptr where no job of the run has JobSpec::flow
  VerifyFailures* verify_failures = nullptr;  ///< zeroed; nullptr: nobody wants to know
};

/// Runs the job to its end. What went wrong is in `failure`; what was measured is in `statistics` either way.
void run_job(const JobContext& context);

}  // namespace vfload

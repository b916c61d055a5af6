// A piece of supervised work as controller, supervisor and children see it: one shared mapping, made before
// the fork, at the same address in all of them. Pointers in it point into it, into other mappings that belong
// to it, or to code.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "core/flow/flow_unit.h"
#include "core/job/job.h"
#include "core/job/spec.h"
#include "core/measure/samples.h"
#include "core/measure/statistics.h"
#include "core/supervise/job_schedule.h"
#include "core/supervise/limits.h"
#include "core/supervise/steady_state.h"
#include "core/supervise/task.h"
#include "core/supervise/watch.h"
#include "core/sys/proc_text.h"
#include "core/sys/shared_arena.h"
#include "core/sys/sharing.h"

namespace vfload {

/// Where a child stands, as its supervisor knows it. Found kStarted after the supervisor's end: the
/// supervisor died.
enum class ChildEnd : uint32_t { kNotStarted, kStarted, kEnded, kExited, kSignalled, kStuck, kAbandoned };

/// Everything that is known about one child besides what it tells itself.
struct ChildState {
  std::atomic<uint32_t> end;  ///< ChildEnd
  pid_t pid;
  std::atomic<int32_t> thread;  ///< kernel's id of the job's thread where jobs are threads; 0 else
  int32_t exit_code;
  int32_t signal;
  Phase phase;  ///< in which it ended
  StuckReason stuck_reason;
  sys::WaitPlace stuck_place;
  bool sigbus_size_known;
  uint64_t sigbus_file_size;
  // The supervisor's own notes.
  Watch watch;
  uint64_t killed_ns;  ///< SIGKILL was sent; 0: not

  ChildEnd ending() const { return static_cast<ChildEnd>(end.load(std::memory_order_acquire)); }
  bool over() const { return ending() != ChildEnd::kStarted; }
};

/// One job's memory, in groups by who writes it while the job runs; no two groups share a line, nor do two
/// slots.
struct JobSlot {
  // The supervisor (and the last part of `statistics`, the samples).
  alignas(kSharingBytes) ChildState child;
  JobTurn turn;
  JobSampler sampler;
  JobGate gate;
  // Nobody: filled in before the fork.
  alignas(kSharingBytes) JobSpec spec;
  JobSchedule schedule;
  // The job.
  alignas(kSharingBytes) JobFailure failure;
  JobProgress progress;
  JobStatistics statistics;
  VerifyFailures verify_failures;
};
static_assert(sizeof(JobSlot) % kSharingBytes == 0);
static_assert(offsetof(JobSlot, spec) % kSharingBytes == 0);
static_assert(offsetof(JobSlot, failure) % kSharingBytes == 0);
static_assert(offsetof(JobSlot, progress) % kSharingBytes == 0 && sizeof(JobProgress) == kSharingBytes);
static_assert(offsetof(JobSlot, statistics) % kSharingBytes == 0);
static_assert(offsetof(JobStatistics, bw_samples) % kSharingBytes == 0);
static_assert(sizeof(JobStatistics) % kSharingBytes == 0);
static_assert(offsetof(RunControl, stop) % kSharingBytes == 0);
static_assert(offsetof(JobSlot, gate) % kSharingBytes == 0);
static_assert(offsetof(JobGate, released) - offsetof(JobGate, stop) >= kSharingBytes);
static_assert(sizeof(JobGate) == 2 * kSharingBytes);

/// One task's memory; its own block follows in the mapping.
struct TaskSlot {
  ChildState child;
  TaskMain main;
  void* block;
  TaskFailure failure;
  TaskProgress progress;
  uint64_t stop_limit_ns;    ///< no progress for so long after a request to stop: stuck
  bool outlives_supervisor;  ///< the keeper: it must clean up whoever dies
};

struct Work {
  size_t mapping_bytes;
  RunControl control;
  Limits limits;
  bool threads;        ///< jobs are threads of one process
  uint32_t job_count;  ///< 0: the work is a task
  /// Of the run that the jobs' delays count from: what is over of it when these jobs begin.
  uint64_t elapsed_ns;
  uint64_t opened_ns;  ///< CLOCK_MONOTONIC, by the supervisor: all jobs were ready
  bool ends_all;       ///< by the supervisor: a job's end has ended all jobs, those of later runs as well
  JobSlot* jobs;
  LatencyBuckets* latency_buckets;  ///< one for each job; nullptr where no job wants them
  SteadyUnit* steady_units;         ///< in a mapping of their own
  uint32_t steady_count;
  size_t steady_bytes;   ///< of that mapping
  FlowUnit* flow_units;  ///< in a mapping of their own
  size_t flow_bytes;     ///< of that mapping
  void* replays;         ///< the logs that jobs replay, in a mapping of their own
  size_t replay_bytes;   ///< of that mapping
  TaskSlot* task;
  sys::SharedArena arena;  ///< what the jobs' specs point to, in mappings of its own

  uint32_t child_count() const { return job_count == 0 ? 1 : job_count; }
  ChildState& child(uint32_t index) { return job_count == 0 ? task->child : jobs[index].child; }
  Phase phase(uint32_t index) const;
  JobContext job_context(uint32_t index);
  /// nullptr: the job wants none.
  LatencyBuckets* latency_buckets_of(uint32_t index) const {
    return jobs[index].spec.latency_buckets ? &latency_buckets[index] : nullptr;
  }
  /// Whether jobs allocate: threads, and engines whose library does.
  bool needs_heap() const;
};

/// Makes work of `job_count` jobs, whose specs the caller fills in. `latency_buckets`: any of them wants
/// some. nullptr when there is no memory.
Work* make_job_work(uint32_t job_count, bool threads, const Clock& clock, const Limits& limits,
                    bool latency_buckets = false);

/// Gives the work units of jobs that end in a steady state; jobs name theirs in their schedule. False: no
/// memory.
bool add_steady_units(Work& work, const SteadySpec* specs, uint32_t count);

/// Gives the work units of jobs that are held at a ratio; jobs name theirs in their spec. False: no memory.
bool add_flow_units(Work& work, uint32_t count);

/// Gives the work memory for the logs that its jobs replay. nullptr: there is not that memory.
void* add_replay_memory(Work& work, size_t bytes);

/// What a job has measured so far, as if it ended now: its runtimes are until now. Cheap, and nothing of the
/// job's is changed; a count may be one I/O ahead of another.
JobStatistics interim_statistics(const Work& work, uint32_t index);

/// Makes work of one task with a zeroed block of `block_bytes`. nullptr when there is no memory.
Work* make_task_work(TaskMain main, size_t block_bytes, const Limits& limits);

/// Closes the books of a job that was ended from outside: its runtime is until now. One that was still in its
/// ramp has measured nothing. Does nothing for a job that closed them itself, nor the second time.
void close_account(Work& work, uint32_t index);

/// Gives the mappings back. The processes that share it keep theirs.
void release_work(Work* work);

}  // namespace vfload

// A directory with a file for each job, and jobs on them that wait for their supervisor.
#pragma once

#include <string>

#include "core/engine/table.h"
#include "core/file/created_files.h"
#include "scratch_directory.h"
#include "supervised.h"

struct JobsRequest {
  const char* engine = "psync";
  vfload::Workload workload = vfload::Workload::kRandRead;
  uint64_t runtime_ms = 60'000;  ///< 0: until each block was done once
  uint32_t jobs = 1;
  bool threads = false;
  vfload::Limits limits = test_limits();
  uint64_t file_bytes = 4 << 20;
  uint32_t block_bytes = 4096;
  uint32_t sample_period_ms = 50;
};

struct JobsOnFiles {
  explicit JobsOnFiles(const JobsRequest& request) {
    using namespace vfload;
    work = make_job_work(request.jobs, request.threads, Clock{}, request.limits);
    for (uint32_t index = 0; index < request.jobs; ++index) {
      const std::string name = "f" + std::to_string(index);
      scratch.write(name, std::string(request.file_bytes, 'x'));
      JobSpec& spec = work->jobs[index].spec;
      spec.directory = work->arena.take_text(scratch.path());
      spec.filename = work->arena.take_text(name);
      spec.engine = static_cast<uint32_t>(find_engine(request.engine));
      spec.workload = request.workload;
      spec.block_size = request.block_bytes;
      spec.iodepth = 4;
      spec.job_number = index + 1;
      spec.bwavgtime_ms = request.sample_period_ms;
      spec.iopsavgtime_ms = request.sample_period_ms;
      spec.size = request.file_bytes;
      spec.randrepeat = true;
      spec.thread = request.threads;
      spec.time_based = request.runtime_ms != 0;
      spec.runtime_ns = request.runtime_ms * sys::kNsPerMs;
    }
  }
  vfload::JobSlot& job(uint32_t index = 0) const { return work->jobs[index]; }
  vfload::JobStatistics& statistics(uint32_t index = 0) const { return job(index).statistics; }

  ScratchDirectory scratch;
  vfload::Work* work;
};

/// Containers often forbid io_uring: the job says so.
inline bool engine_is_forbidden(const vfload::JobSlot& job) {
  return job.failure.error == EPERM || job.failure.error == ENOSYS;
}

// vfload-driver: runs jobs without Node and without a supervisor, for callgrind, strace, perf and the
// sanitizers. Prints one JSON document: an array with an object for each job.
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <vector>

#include "core/file/random_fill.h"
#include "core/job/job.h"
#include "core/offset/policy.h"
#include "core/sys/file.h"
#include "core/sys/futex.h"
#include "core/sys/shared_memory.h"
#include "driver/options.h"
#include "driver/progress.h"
#include "driver/report.h"

namespace vfload::driver {
namespace {

/// A file that is big enough is used as it is; another is written anew, wholly, with bytes that do not
/// compress.
bool lay_out(const JobSpec& spec) {
  char path[kMaxPathBytes + kMaxNameBytes];
  snprintf(path, sizeof path, "%s/%s", spec.directory, spec.filename);
  const uint64_t wanted = spec.offset + spec.size;
  struct stat facts;
  if (stat(path, &facts) == 0 && static_cast<uint64_t>(facts.st_size) >= wanted) return true;
  const int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd < 0) {
    fprintf(stderr, "vfload-driver: %s: %s\n", path, strerror(errno));
    return false;
  }
  constexpr size_t kChunkBytes = size_t{1} << 16;
  static uint8_t chunk[kChunkBytes];
  RandomFill random(1);
  int error = 0;
  for (uint64_t at = 0; at < wanted && error == 0; at += kChunkBytes) {
    random.fill(chunk, kChunkBytes);
    error = sys::write_all(fd, chunk, wanted - at < kChunkBytes ? wanted - at : kChunkBytes, at);
  }
  if (error == 0 && fsync(fd) != 0) error = -errno;
  close(fd);
  if (error != 0) fprintf(stderr, "vfload-driver: %s: %s\n", path, strerror(-error));
  return error == 0;
}

/// What one job shares with this process.
struct SharedJob {
  JobSpec spec;
  JobStatistics statistics;
  JobProgress progress;
  JobFailure failure;
  JobGate gate;
  // What its spec points to where it is the job's own.
  char filename[kMaxNameBytes];
  char iolog_path[kMaxPathBytes];
  int wait_status;  ///< of its process, 0 without one
};

JobContext context_of(SharedJob& job, RunControl* control) {
  return {&job.spec, &job.statistics, &job.progress, &job.failure, control, &job.gate};
}

/// Waits for every process, and meanwhile reads the progress.
void trace_until_ended(SharedJob* jobs, const pid_t* pids, uint32_t count, const Clock& clock,
                       uint32_t wait_ms, std::vector<ProgressTrace>* traces) {
  uint32_t ended = 0;
  std::vector<bool> is_ended(count);
  while (ended < count) {
    for (uint32_t i = 0; i < count; ++i) {
      if (is_ended[i]) continue;
      is_ended[i] = waitpid(pids[i], &jobs[i].wait_status, WNOHANG) == pids[i];
      if (is_ended[i]) ended += 1;
      (*traces)[i].read(clock, jobs[i].progress);
    }
    usleep(wait_ms * 1000);
  }
}

void run_in_processes(SharedJob* jobs, uint32_t count, RunControl* control, uint32_t progress_ms,
                      std::vector<ProgressTrace>* traces) {
  auto* const pids = static_cast<pid_t*>(calloc(count, sizeof(pid_t)));
  for (uint32_t i = 0; i < count; ++i) {
    pids[i] = fork();
    if (pids[i] == 0) {
      run_job(context_of(jobs[i], control));
      _exit(0);
    }
  }
  // Together, when every one of them is ready or has failed.
  for (uint32_t i = 0; i < count; ++i) {
    while (jobs[i].progress.phase.load() < static_cast<uint32_t>(Phase::kReady)) usleep(100);
  }
  for (uint32_t i = 0; i < count; ++i) {
    jobs[i].gate.released.store(1);
    sys::futex_wake_all(&jobs[i].gate.released);
  }
  if (progress_ms != 0) {
    trace_until_ended(jobs, pids, count, control->clock, progress_ms, traces);
  } else {
    for (uint32_t i = 0; i < count; ++i) waitpid(pids[i], &jobs[i].wait_status, 0);
  }
  free(pids);
}

/// What job `index` of the run does: as the others, on a file and with an iolog of its own.
void fill_spec(const Options& options, uint32_t index, SharedJob* job) {
  JobSpec& spec = job->spec;
  spec = options.spec;
  spec.job_number += index;
  if (options.one_file_a_job) {
    snprintf(job->filename, sizeof job->filename, "vfload-driver%u", index + 1);
    spec.filename = job->filename;
  }
  if (options.jobs > 1 && spec.iolog_path[0] != '\0') {
    snprintf(job->iolog_path, sizeof job->iolog_path, "%s.%u", spec.iolog_path, spec.job_number);
    spec.iolog_path = job->iolog_path;
  }
}

int run(const Options& options) {
  auto* control = static_cast<RunControl*>(sys::map_shared(sizeof(RunControl)));
  auto* jobs = static_cast<SharedJob*>(sys::map_shared(sizeof(SharedJob) * options.jobs));
  if (control == nullptr || jobs == nullptr) {
    fprintf(stderr, "vfload-driver: no memory\n");
    return 1;
  }
  ClockCalibration calibration;
  calibration.begin();
  new (control) RunControl{};
  for (uint32_t i = 0; i < options.jobs; ++i) {
    new (&jobs[i]) SharedJob{};
    fill_spec(options, i, &jobs[i]);
    if (!lay_out(jobs[i].spec)) return 1;
  }
  control->clock =
      calibration.finish(options.kernel_clock ? ClockPreference::kKernel : ClockPreference::kFastest);
  constexpr uint32_t kMostReadings = 1 << 16;
  std::vector<ProgressTrace> traces(options.progress_ms != 0 ? options.jobs : 0, ProgressTrace(0));
  for (ProgressTrace& trace : traces) trace = ProgressTrace(kMostReadings);
  if (options.jobs == 1 && traces.empty()) {
    jobs->gate.released.store(1);
    run_job(context_of(*jobs, control));
  } else {
    run_in_processes(jobs, options.jobs, control, options.progress_ms, &traces);
  }
  bool good = true;
  printf("[");
  for (uint32_t i = 0; i < options.jobs; ++i) {
    print_job(context_of(jobs[i], control), jobs[i].wait_status, traces.empty() ? nullptr : &traces[i]);
    printf(i + 1 < options.jobs ? ",\n" : "]\n");
    good = good && jobs[i].failure.error == 0 && jobs[i].wait_status == 0;
  }
  return good ? 0 : 1;
}

}  // namespace
}  // namespace vfload::driver

int main(int count, char** arguments) {
  vfload::driver::Options options;
  if (count < 2 || !vfload::driver::parse_options(count, arguments, &options)) {
    vfload::driver::print_usage();
    return 2;
  }
  return vfload::driver::run(options);
}

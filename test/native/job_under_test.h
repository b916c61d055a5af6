// A job with memory of its own, run inside the test's process on a real file.
#pragma once

#include <doctest/doctest.h>

#include <cstring>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "core/engine/table.h"
#include "core/job/job.h"
#include "core/job/run_engine.h"
#include "kept_texts.h"
#include "scratch_directory.h"

/// A line of an iolog that is an I/O or a sync.
struct LoggedIo {
  std::string what;
  uint64_t offset;
  uint64_t bytes;
};

class JobUnderTest {
  std::unique_ptr<vfload::JobSpec> spec_ = std::make_unique<vfload::JobSpec>();
  std::unique_ptr<vfload::JobStatistics> statistics_ = std::make_unique<vfload::JobStatistics>();
  std::unique_ptr<vfload::JobProgress> progress_ = std::make_unique<vfload::JobProgress>();
  std::unique_ptr<vfload::RunControl> control_ = std::make_unique<vfload::RunControl>();
  std::unique_ptr<vfload::JobGate> gate_ = std::make_unique<vfload::JobGate>();

 public:
  vfload::JobSpec& spec = *spec_;
  vfload::JobStatistics& statistics = *statistics_;
  vfload::JobProgress& progress = *progress_;
  vfload::JobFailure failure = {};
  vfload::RunControl& run_control = *control_;
  vfload::JobGate& gate = *gate_;
  std::unique_ptr<vfload::LatencyBuckets> latency_buckets;
  KeptTexts texts;  ///< for `spec`

  /// psync, randread, 64 blocks of 4 KiB of the file `data`; fio's defaults otherwise.
  explicit JobUnderTest(const ScratchDirectory& directory) {
    spec.name = "test";
    spec.directory = texts.keep(directory.path());
    spec.filename = "data";
    use_engine("psync");
    spec.workload = vfload::Workload::kRandRead;
    spec.fadvise_hint = vfload::FadviseHint::kByWorkload;
    spec.compat = vfload::FioCompat::kCurrent;
    spec.rwmixread = 50;
    spec.invalidate = true;
    spec.randrepeat = true;
    spec.block_size = 4096;
    spec.iodepth = 4;
    spec.iodepth_batch_complete_min = 1;
    spec.job_number = 1;
    spec.size = 64 * 4096;
    gate.released = 1;
  }

  void use_engine(const char* name) {
    const int engine = vfload::find_engine(name);
    REQUIRE(engine >= 0);
    spec.engine = static_cast<uint32_t>(engine);
  }

  void log_to(const ScratchDirectory& directory) { spec.iolog_path = texts.keep(directory.file("iolog")); }

  /// For percentiles of slat and lat.
  void count_latency_buckets() {
    spec.latency_buckets = true;
    latency_buckets = std::make_unique<vfload::LatencyBuckets>();
  }

  vfload::JobContext context() {
    return {&spec, &statistics, &progress, &failure, control_.get(), &gate, latency_buckets.get()};
  }

  void run() { vfload::run_job(context()); }

  /// Runs with an engine that is in no table.
  template <class Engine>
  void run_with(Engine& engine) {
    const vfload::JobContext job_context = context();
    vfload::JobRun job(job_context);
    vfload::run_engine(job, engine);
  }

  const vfload::DirectionStatistics& read() const { return statistics.direction[0]; }
  const vfload::DirectionStatistics& write() const { return statistics.direction[1]; }
  uint64_t issued() const { return read().issued + write().issued; }
  uint64_t completed() const { return read().completed + write().completed; }
  uint64_t bytes() const { return read().bytes + write().bytes; }
  vfload::Phase phase() const { return static_cast<vfload::Phase>(progress.phase.load()); }

  /// The engine exists, but this kernel or sandbox refuses it.
  bool refused_by_kernel() const {
    return failure.where == static_cast<uint32_t>(vfload::FailurePoint::kEngineSetup) &&
           (failure.error == ENOSYS || failure.error == EPERM || failure.error == ENOMEM ||
            failure.error == EAGAIN);
  }
};

/// Its engine does I/O within its submission.
inline bool has_no_slat(const JobUnderTest& job) {
  const vfload::EngineFlags& flags = vfload::engine_table()[job.spec.engine].flags;
  return flags.synchronous || flags.waits_in_submission;
}

/// Runs the rest of a test with each engine; one that the kernel refuses is told about and left out.
#define SKIP_IF_REFUSED(job)                                                               \
  if ((job).refused_by_kernel()) {                                                         \
    MESSAGE("skipped: this kernel refuses the engine: " << strerror((job).failure.error)); \
    continue;                                                                              \
  }

inline std::vector<LoggedIo> read_iolog(const ScratchDirectory& directory) {
  std::istringstream lines(directory.read("iolog"));
  std::vector<LoggedIo> out;
  std::string line;
  while (std::getline(lines, line)) {
    std::istringstream words(line);
    std::string time;
    std::string file;
    LoggedIo io = {};
    if (words >> time >> file >> io.what >> io.offset >> io.bytes) out.push_back(io);
  }
  return out;
}

inline void write_zeros(const ScratchDirectory& directory, uint64_t bytes) {
  directory.write("data", std::string(bytes, '\0'));
}

inline constexpr const char* kFileEngines[] = {"psync",  "sync",     "pvsync",   "pvsync2", "vsync",
                                               "libaio", "io_uring", "posixaio", "mmap"};
inline constexpr vfload::Workload kAllWorkloads[] = {
    vfload::Workload::kRead,      vfload::Workload::kWrite,     vfload::Workload::kRandRead,
    vfload::Workload::kRandWrite, vfload::Workload::kReadWrite, vfload::Workload::kRandReadWrite};

// The logs that a job writes of its I/Os: bandwidth, IOPS, latencies, histograms (fio-semantics 5.6).
// Averages of bandwidth and IOPS are samples of the supervisor, who writes those lines (log/rate_log.h) into
// the files that the job creates here.
#pragma once

#include <cstdint>

#include "core/job/spec.h"
#include "core/log/histogram_log.h"
#include "core/log/sample_log.h"
#include "core/measure/statistics.h"

namespace vfload {

class JobLogs {
 public:
  /// Creates the files. `spec` stays the caller's. 0 or an errno (positive).
  int open(const JobSpec& spec);

  /// Times of the lines count from `epoch_ns`, which is `epoch_ms` in the lines. Nothing is written before: a
  /// ramp is not logged.
  void start(uint64_t epoch_ns, uint64_t epoch_ms);

  /// An asynchronous engine took the I/O.
  void submitted(const IoFacts& io, uint64_t slat_ns, uint64_t now_ns) {
    if (active_) slat_.add(io, slat_ns, elapsed_ms(now_ns));
  }

  /// A file was opened, which took so long.
  void opened(const IoFacts& io, uint64_t clat_ns, uint64_t now_ns) {
    if (active_) clat_.add(io, clat_ns, elapsed_ms(now_ns));
  }

  /// The I/O ended, and `statistics` have it. Adds the samples that are one for each I/O.
  void completed(const IoFacts& io, uint64_t clat_ns, uint64_t lat_ns, uint64_t now_ns,
                 JobStatistics& statistics) {
    if (active_) log_completed(io, clat_ns, lat_ns, now_ns, statistics);
  }

  /// The job is over. 0 or an errno (positive): a log is incomplete.
  int close(uint64_t now_ns);

 private:
  static constexpr uint64_t kNsPerMs = 1'000'000;

  uint64_t elapsed_ms(uint64_t now_ns) const {
    return now_ns > epoch_ns_ ? (now_ns - epoch_ns_) / kNsPerMs : 0;
  }
  void log_completed(const IoFacts& io, uint64_t clat_ns, uint64_t lat_ns, uint64_t now_ns,
                     JobStatistics& statistics);

  const LogSpec* logs_ = nullptr;
  bool active_ = false;
  uint64_t epoch_ns_ = 0;
  SampleLog bandwidth_;
  SampleLog iops_;
  SampleLog lat_;
  SampleLog clat_;
  SampleLog slat_;
  HistogramLog histograms_;
};

}  // namespace vfload

// `write_hist_log`: how many I/Os fell into each bucket of clat since the direction's last line
// (fio-semantics 5.6).
#pragma once

#include <cstdint>

#include "core/job/spec.h"
#include "core/log/log_writer.h"
#include "core/log/sample_log.h"
#include "core/measure/statistics.h"
#include "core/sys/private_memory.h"

namespace vfload {

class HistogramLog {
 public:
  /// Creates PREFIX_clat_hist.N.log. `spec` stays the caller's. 0 or an errno (positive).
  int open(const JobSpec& spec);

  bool is_open() const { return writer_.is_open(); }
  void count_from(uint64_t epoch_ms) { epoch_ms_ = epoch_ms; }

  /// After an I/O was counted in `clat_buckets` of its direction.
  void completed(const IoFacts& io, const uint64_t* clat_buckets, uint64_t elapsed_ms);

  /// 0 or an errno (positive): the log is incomplete. What came after a direction's last line is in none.
  int close() { return writer_.close(); }

 private:
  struct Grid {
    bool started;
    uint64_t line_ms;  ///< of the period that is going on
  };

  void write(const IoFacts& io, const uint64_t* clat_buckets, uint64_t elapsed_ms);

  const LogSpec* logs_ = nullptr;
  Workload workload_ = Workload::kRead;
  LogWriter writer_;
  uint64_t epoch_ms_ = 0;
  Grid grids_[kDirections] = {};
  sys::PrivateMemory told_;  ///< what the lines so far add up to: kBuckets a direction
};

}  // namespace vfload

// `write_lat_log` without averaging: a line for every I/O in PREFIX_lat.N.log, PREFIX_clat.N.log and
// PREFIX_slat.N.log (fio-semantics 5.6). The slat file stays empty for synchronous engines, as fio's does.
#pragma once

#include <cstdint>

#include "core/job/log_writer.h"
#include "core/job/spec.h"

namespace vfload {

class LatencyLog {
 public:
  /// Begins the three logs if the job wants them. 0 or an errno (positive).
  int open(const JobSpec& spec);

  /// Times of the lines count from here. Nothing is written before: a ramp is not logged.
  void start(uint64_t epoch_ns) {
    epoch_ns_ = epoch_ns;
    started_ = true;
  }

  void submitted(Direction direction, uint64_t slat_ns, uint64_t now_ns) {
    if (active()) line(slat_, slat_ns, direction, now_ns);
  }

  void completed(Direction direction, uint64_t clat_ns, uint64_t lat_ns, uint64_t now_ns) {
    if (!active()) return;
    line(clat_, clat_ns, direction, now_ns);
    line(lat_, lat_ns, direction, now_ns);
  }

  /// 0 or an errno (positive): a log is incomplete.
  int close();

 private:
  bool active() const { return started_ && lat_.is_open(); }
  void line(LogWriter& log, uint64_t value_ns, Direction direction, uint64_t now_ns);

  LogWriter lat_;
  LogWriter clat_;
  LogWriter slat_;
  uint64_t epoch_ns_ = 0;
  uint32_t block_bytes_ = 0;
  bool started_ = false;
};

}  // namespace vfload

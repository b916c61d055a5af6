// Which log files a job writes, and what their lines say (fio-semantics 5.6).
#pragma once

#include <cstdint>

#include "core/sys/clock.h"

namespace vfload {

/// Of a prefix, with its end: less than a path may have, since names of logs are put together on the stack.
inline constexpr uint32_t kMaxLogPrefixBytes = 1024;

struct LogSpec {
  static constexpr int32_t kJobTime = -1;

  // Absolute prefixes; empty: no such log.
  const char* bandwidth_prefix = "";
  const char* latency_prefix = "";
  const char* iops_prefix = "";
  const char* histogram_prefix = "";
  uint32_t window_ms;              ///< log_avg_msec; 0: a line for every I/O
  uint32_t histogram_ms;           ///< log_hist_msec; 0: the histogram log stays empty
  uint32_t histogram_coarseness;   ///< 2^n neighbouring buckets are one number
  int32_t epoch_clock = kJobTime;  ///< times are this clock's; kJobTime: they count from the start of the job
  uint16_t ioprio;                 ///< of the job's I/Os, as ioprio_set(2) has it
  bool maximum;                    ///< log_max_value: a window's greatest value instead of its mean
  bool offset;                     ///< log_offset
  bool prio;                       ///< log_prio
  bool shared;                     ///< per_job_logs=0: no number in the names, lines are appended

  /// What is added to times that count from the start of the job, of which `elapsed_ms` have passed.
  uint64_t epoch_ms(uint64_t elapsed_ms) const {
    return epoch_clock == kJobTime ? 0 : sys::clock_ms(epoch_clock) - elapsed_ms;
  }

  bool wants_bandwidth() const { return bandwidth_prefix[0] != '\0'; }
  bool wants_latency() const { return latency_prefix[0] != '\0'; }
  bool wants_iops() const { return iops_prefix[0] != '\0'; }
  bool wants_histograms() const { return histogram_prefix[0] != '\0'; }

  /// The samples of bandwidth (IOPS) are one for each I/O then, and not one for each period (fio-semantics
  /// 4.3).
  bool samples_each_bandwidth() const { return wants_bandwidth() && window_ms == 0; }
  bool samples_each_iops() const { return wants_iops() && window_ms == 0; }

  /// Whether something has to be written down at each I/O. Averages of bandwidth and IOPS are not: those are
  /// the supervisor's samples.
  bool wants_each_io() const {
    return wants_latency() || wants_histograms() || samples_each_bandwidth() || samples_each_iops();
  }
};

}  // namespace vfload

// Averages of bandwidth or IOPS as a log: the supervisor's samples, a line each (fio-semantics 4.3, 5.6). The
// job has created the file.
#pragma once

#include <cstdint>

#include "core/job/spec.h"

namespace vfload {

class RateLog {
 public:
  /// `kind`: "bw" or "iops". `spec` stays the caller's.
  void set_up(const JobSpec& spec, const char* prefix, const char* kind);

  /// The job's epoch is now: lines begin with that time.
  void start(uint64_t epoch_ms) { epoch_ms_ = epoch_ms; }

  /// A line of the rate over the period that ended `elapsed_ms` after the job's epoch. Opens the file at the
  /// first one.
  void add(Direction direction, uint64_t rate, uint64_t elapsed_ms);

  /// 0 or the errno (positive) of the first line that could not be written.
  int close();

 private:
  const JobSpec* spec_ = nullptr;
  const char* prefix_ = nullptr;
  const char* kind_ = nullptr;  ///< nullptr: no log
  uint64_t epoch_ms_ = 0;
  int fd_ = -1;
  int error_ = 0;
};

}  // namespace vfload

// One log of a job: a line for every sample, or for every window of time and direction (fio-semantics 5.6).
#pragma once

#include <cstdint>
#include <string_view>

#include "core/job/spec.h"
#include "core/log/log_line.h"
#include "core/log/log_writer.h"
#include "core/offset/policy.h"

namespace vfload {

/// The I/O that a sample is about.
struct IoFacts {
  Direction direction;
  uint64_t bytes;   ///< transferred
  uint64_t offset;  ///< in its file
};

class SampleLog {
 public:
  /// Creates PREFIX_KIND.N.log. `spec` stays the caller's. 0 or an errno (positive).
  int open(const JobSpec& spec, std::string_view prefix, std::string_view kind);

  bool is_open() const { return writer_.is_open(); }

  /// Takes a sample `elapsed_ms` after the start of the job.
  void add(const IoFacts& io, uint64_t value, uint64_t elapsed_ms) {
    if (!is_open()) return;
    if (logs_->window_ms == 0) {
      write({elapsed_ms, value, number_of(io.direction), io.bytes, io.offset});
    } else {
      add_to_window(io.direction, value, elapsed_ms);
    }
  }

  /// What lines of a log of the time of day count from, in ms since 1970.
  void count_from(uint64_t epoch_ms) { epoch_ms_ = epoch_ms; }

  /// Writes the windows that the end of the job cuts off. 0 or an errno (positive): the log is incomplete.
  int close(uint64_t elapsed_ms);

 private:
  /// Samples of a direction that no line tells of yet.
  struct Window {
    uint64_t start_ms;
    uint64_t count;
    uint64_t sum;
    uint64_t max;
  };

  void add_to_window(Direction direction, uint64_t value, uint64_t elapsed_ms);
  void end_window(Direction direction, uint64_t elapsed_ms);
  void write(const LogLine& line);
  uint32_t number_of(Direction direction) const { return fio_direction(workload_, direction); }

  const LogSpec* logs_ = nullptr;
  Workload workload_ = Workload::kRead;
  LogWriter writer_;
  uint64_t epoch_ms_ = 0;
  Window windows_[kDirections] = {};
};

}  // namespace vfload

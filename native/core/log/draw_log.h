// `--debug=random` of the fio face: the draws that random offsets come from, in fio's lines.
#pragma once

#include <cstdint>

#include "core/job/spec.h"
#include "core/log/log_writer.h"

namespace vfload {

class DrawLog {
 public:
  /// Begins the log if the job wants one: whose lines they are is asked of the kernel here, so call it in the
  /// job itself. 0 or an errno (positive).
  int open(const JobSpec& spec);

  bool is_open() const { return writer_.is_open(); }

  /// A draw of the generator, before it is made a place in the file.
  void drew(uint64_t value);

  /// The place that was drawn has been taken before.
  void was_taken(uint64_t place);

  /// 0 or an errno (positive): the log is incomplete.
  int close() { return writer_.close(); }

 private:
  static constexpr size_t kMaxLineBytes = 96;

  bool begin_line();

  LogWriter writer_;
  uint64_t thread_ = 0;
};

}  // namespace vfload

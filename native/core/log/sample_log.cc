#include "core/log/sample_log.h"

#include <cerrno>

#include "core/log/log_path.h"

namespace vfload {

int SampleLog::open(const JobSpec& spec, std::string_view prefix, std::string_view kind) {
  logs_ = &spec.logs;
  workload_ = spec.workload;
  const LogPath path(prefix, kind, spec.logs, spec.job_number);
  if (path.text()[0] == '\0') return ENAMETOOLONG;
  const auto existing = spec.logs.shared ? LogWriter::Existing::kContinued : LogWriter::Existing::kReplaced;
  return writer_.open(path.text(), existing);
}

void SampleLog::write(const LogLine& line) {
  if (!writer_.make_room()) return;
  LogLine shown = line;
  shown.time_ms += epoch_ms_;
  writer_.end_at(put_line(writer_.end(), shown, *logs_));
}

/// As fio: the sample that finds its window over is the last one in it, and the next window starts on the
/// grid that the job's start lies on.
void SampleLog::add_to_window(Direction direction, uint64_t value, uint64_t elapsed_ms) {
  Window& window = windows_[static_cast<int>(direction)];
  window.count += 1;
  window.sum += value;
  if (value > window.max) window.max = value;
  if (elapsed_ms - window.start_ms >= logs_->window_ms) end_window(direction, elapsed_ms);
}

void SampleLog::end_window(Direction direction, uint64_t elapsed_ms) {
  Window& window = windows_[static_cast<int>(direction)];
  const uint64_t rounded_mean = (window.sum + window.count / 2) / window.count;
  write({elapsed_ms, logs_->maximum ? window.max : rounded_mean, number_of(direction), 0, 0});
  window = {.start_ms = elapsed_ms - elapsed_ms % logs_->window_ms, .count = 0, .sum = 0, .max = 0};
}

int SampleLog::close(uint64_t elapsed_ms) {
  for (int index = 0; index < kDirections && is_open(); ++index) {
    if (windows_[index].count != 0) end_window(static_cast<Direction>(index), elapsed_ms);
  }
  return writer_.close();
}

}  // namespace vfload

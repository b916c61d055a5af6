#include "core/log/rate_log.h"

#include <fcntl.h>

#include <cerrno>

#include "core/log/log_line.h"
#include "core/log/log_path.h"
#include "core/offset/policy.h"
#include "core/sys/file.h"
#include "core/sys/rw.h"

namespace vfload {

void RateLog::set_up(const JobSpec& spec, const char* prefix, const char* kind) {
  spec_ = &spec;
  prefix_ = prefix;
  kind_ = spec.logs.window_ms != 0 && prefix[0] != '\0' ? kind : nullptr;
  epoch_ms_ = 0;
  fd_ = -1;
  error_ = 0;
}

void RateLog::add(Direction direction, uint64_t rate, uint64_t elapsed_ms) {
  if (kind_ == nullptr || error_ != 0) return;
  if (fd_ < 0) {
    const LogPath path(prefix_, kind_, spec_->logs, spec_->job_number);
    const long fd = sys::call(SYS_openat, AT_FDCWD, path.text(), O_WRONLY | O_APPEND | O_CLOEXEC, 0);
    if (fd < 0) {
      error_ = static_cast<int>(-fd);
      return;
    }
    fd_ = static_cast<int>(fd);
  }
  char line[kMaxLogLineBytes];
  const uint32_t number = fio_direction(spec_->workload, direction);
  const char* end = put_line(line, {epoch_ms_ + elapsed_ms, rate, number, 0, 0}, spec_->logs);
  const auto bytes = static_cast<size_t>(end - line);
  long written = -EINTR;
  while (written == -EINTR) written = sys::write(fd_, line, bytes);
  if (written < 0) error_ = static_cast<int>(-written);
}

int RateLog::close() {
  sys::close(fd_);
  fd_ = -1;
  return error_;
}

}  // namespace vfload

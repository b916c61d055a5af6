#include "core/log/log_writer.h"

#include <fcntl.h>

#include <cerrno>

#include "core/log/text.h"
#include "core/sys/file.h"
#include "core/sys/rw.h"

namespace vfload {

int LogWriter::open(const char* path, Existing existing) {
  if (!buffer_.map(kBufferBytes)) return ENOMEM;
  constexpr unsigned kMode = 0644;
  const int flags = O_WRONLY | O_CREAT | O_CLOEXEC | (existing == Existing::kReplaced ? O_TRUNC : O_APPEND);
  const long fd = sys::call(SYS_openat, AT_FDCWD, path, flags, kMode);
  if (fd < 0) return static_cast<int>(-fd);
  fd_ = static_cast<int>(fd);
  return 0;
}

LogWriter& LogWriter::text(std::string_view text) {
  end_at(put_text(end(), text));
  return *this;
}

LogWriter& LogWriter::number(uint64_t number) {
  end_at(put_number(end(), number));
  return *this;
}

bool LogWriter::flush() {
  const char* from = buffer_.as<char>();
  size_t left = used_;
  used_ = 0;
  while (left > 0 && error_ == 0) {
    const long written = sys::write(fd_, from, left);
    if (written == -EINTR) continue;
    if (written < 0) {
      error_ = static_cast<int>(-written);
      break;
    }
    from += written;
    left -= static_cast<size_t>(written);
  }
  return error_ == 0;
}

int LogWriter::close() {
  if (fd_ < 0) return error_;
  flush();
  sys::close(fd_);
  fd_ = -1;
  return error_;
}

}  // namespace vfload

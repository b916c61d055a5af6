#include "core/log/draw_log.h"

#include <string_view>

#include "core/sys/syscall.h"

namespace vfload {

int DrawLog::open(const JobSpec& spec) {
  if (spec.draw_log_path[0] == '\0') return 0;
  thread_ = static_cast<uint64_t>(sys::call(SYS_gettid));
  return writer_.open(spec.draw_log_path, LogWriter::Existing::kContinued);
}

bool DrawLog::begin_line() {
  constexpr std::string_view kPadding = "      ";
  if (!writer_.make_room(kMaxLineBytes)) return false;
  writer_.text("random   ");
  const char* start = writer_.end();
  writer_.number(thread_);
  const auto digits = static_cast<size_t>(writer_.end() - start);
  // fio has room for five digits.
  writer_.text(kPadding.substr(digits < 5 ? digits : 5));
  return true;
}

void DrawLog::drew(uint64_t value) {
  if (begin_line()) writer_.text("off rand ").number(value).text("\n");
}

void DrawLog::was_taken(uint64_t place) {
  if (begin_line()) writer_.text("get_next_rand_offset: offset ").number(place).text(" busy\n");
}

}  // namespace vfload

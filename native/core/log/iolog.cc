#include "core/log/iolog.h"

#include "core/offset/policy.h"

namespace vfload {

int IoLog::open(const JobSpec& spec) {
  if (spec.iolog_path[0] == '\0') return 0;
  first_ = has_trims(spec.workload) ? "trim" : "read";
  const auto existing =
      spec.iolog_continued ? LogWriter::Existing::kContinued : LogWriter::Existing::kReplaced;
  const int error = writer_.open(spec.iolog_path, existing);
  if (error == 0) writer_.text("fio version 3 iolog\n");
  return error;
}

bool IoLog::begin_line(uint64_t now_ns) {
  if (!writer_.is_open() || !writer_.make_room()) return false;
  const uint64_t elapsed_us = now_ns > epoch_ns_ ? (now_ns - epoch_ns_) / 1000 : 0;
  writer_.number(elapsed_us).text(" ");
  writer_.text(name_).text(" ");
  return true;
}

void IoLog::file_event(std::string_view event, uint64_t now_ns) {
  if (begin_line(now_ns)) writer_.text(event).text("\n");
}

void IoLog::io(std::string_view what, uint64_t offset, uint64_t bytes, uint64_t now_ns) {
  if (!begin_line(now_ns)) return;
  writer_.text(what).text(" ").number(offset).text(" ").number(bytes).text("\n");
}

}  // namespace vfload

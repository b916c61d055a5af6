// `write_iolog`: every I/O in the order of issue, in fio's format version 3 (fio-semantics 5.6).
#pragma once

#include <cstdint>

#include "core/job/spec.h"
#include "core/job/sync_rule.h"
#include "core/log/log_writer.h"

namespace vfload {

class IoLog {
 public:
  /// Begins the log if the job wants one. 0 or an errno (positive).
  int open(const JobSpec& spec);

  /// Times of the lines count from here.
  void start(uint64_t epoch_ns) { epoch_ns_ = epoch_ns; }

  /// The lines from here on are about the file of this name, which stays the caller's.
  void use_file(const char* name) { name_ = name; }

  void file_event(std::string_view event, uint64_t now_ns);

  void transfer(Direction direction, uint64_t offset, uint64_t bytes, uint64_t now_ns) {
    if (writer_.is_open()) io(direction == Direction::kRead ? first_ : "write", offset, bytes, now_ns);
  }

  /// fio gives a sync the offset that its unit had before, and no length.
  void sync(SyncKind kind, uint64_t offset, uint64_t now_ns) {
    if (writer_.is_open()) io(word_of(kind), offset, 0, now_ns);
  }

  /// 0 or an errno (positive): the log is incomplete.
  int close() { return writer_.close(); }

 private:
  static std::string_view word_of(SyncKind kind) {
    if (kind == SyncKind::kRange) return "sync_file_range";
    return kind == SyncKind::kFull ? "sync" : "datasync";
  }

  void io(std::string_view what, uint64_t offset, uint64_t bytes, uint64_t now_ns);
  bool begin_line(uint64_t now_ns);

  LogWriter writer_;
  uint64_t epoch_ns_ = 0;
  std::string_view first_;  ///< what I/Os of the first direction are
  const char* name_ = "";
};

}  // namespace vfload

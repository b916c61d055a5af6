#include "core/job/latency_log.h"

#include <cerrno>
#include <cstring>
#include <string_view>

namespace vfload {
namespace {

constexpr size_t kMaxLogPathBytes = kMaxPathBytes + 32;

/// PREFIX_KIND.N.log into `path`. False when it does not fit.
bool log_path(char (&path)[kMaxLogPathBytes], const JobSpec& spec, std::string_view kind) {
  size_t used = 0;
  const auto append = [&](std::string_view text) {
    if (used + text.size() >= kMaxLogPathBytes) return false;
    memcpy(path + used, text.data(), text.size());
    used += text.size();
    path[used] = '\0';
    return true;
  };
  char digits[12];
  size_t at = sizeof digits;
  for (uint32_t rest = spec.job_number; at == sizeof digits || rest != 0; rest /= 10) {
    digits[--at] = static_cast<char>('0' + rest % 10);
  }
  return append(spec.lat_log_prefix) && append("_") && append(kind) && append(".") &&
         append({digits + at, sizeof digits - at}) && append(".log");
}

}  // namespace

int LatencyLog::open(const JobSpec& spec) {
  block_bytes_ = spec.block_size;
  if (spec.lat_log_prefix[0] == '\0') return 0;
  char path[kMaxLogPathBytes];
  const auto open_one = [&](LogWriter& log, std::string_view kind) {
    return log_path(path, spec, kind) ? log.open(path) : ENAMETOOLONG;
  };
  int error = open_one(lat_, "lat");
  if (error == 0) error = open_one(clat_, "clat");
  if (error == 0) error = open_one(slat_, "slat");
  return error;
}

void LatencyLog::line(LogWriter& log, uint64_t value_ns, Direction direction, uint64_t now_ns) {
  if (!log.make_room()) return;
  constexpr uint64_t kNsPerMs = 1'000'000;
  const uint64_t elapsed_ms = now_ns > epoch_ns_ ? (now_ns - epoch_ns_) / kNsPerMs : 0;
  log.number(elapsed_ms).text(", ").number(value_ns).text(", ").number(static_cast<uint64_t>(direction));
  // The last column is fio's I/O priority, which vfload leaves alone.
  log.text(", ").number(block_bytes_).text(", 0\n");
}

int LatencyLog::close() {
  int error = 0;
  for (LogWriter* log : {&lat_, &clat_, &slat_}) {
    if (const int result = log->close(); error == 0) error = result;
  }
  return error;
}

}  // namespace vfload

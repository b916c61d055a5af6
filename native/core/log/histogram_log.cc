#include "core/log/histogram_log.h"

#include <cerrno>

#include "core/log/log_path.h"
#include "core/log/text.h"
#include "core/offset/policy.h"

namespace vfload {

int HistogramLog::open(const JobSpec& spec) {
  logs_ = &spec.logs;
  workload_ = spec.workload;
  const LogPath path(spec.logs.histogram_prefix, "clat_hist", spec.logs, spec.job_number);
  if (path.text()[0] == '\0') return ENAMETOOLONG;
  if (!told_.map(sizeof(uint64_t) * kBuckets * kDirections)) return ENOMEM;
  const auto existing = spec.logs.shared ? LogWriter::Existing::kContinued : LogWriter::Existing::kReplaced;
  return writer_.open(path.text(), existing);
}

/// As fio: the periods of a direction count from its first I/O, the first I/O after a period writes its line,
/// and a pause of several periods is caught up on by one line for each of the next I/Os.
void HistogramLog::completed(const IoFacts& io, const uint64_t* clat_buckets, uint64_t elapsed_ms) {
  if (logs_->histogram_ms == 0) return;
  Grid& grid = grids_[static_cast<int>(io.direction)];
  if (!grid.started) grid = {.started = true, .line_ms = elapsed_ms};
  if (elapsed_ms - grid.line_ms < logs_->histogram_ms) return;
  grid.line_ms += logs_->histogram_ms;
  write(io, clat_buckets, elapsed_ms);
}

void HistogramLog::write(const IoFacts& io, const uint64_t* clat_buckets, uint64_t elapsed_ms) {
  uint64_t* told = told_.as<uint64_t>() + static_cast<size_t>(io.direction) * kBuckets;
  constexpr size_t kMaxLineBytes = (kBuckets + 4) * (kMaxDigits + 2);
  if (!writer_.make_room(kMaxLineBytes)) return;
  writer_.number(epoch_ms_ + elapsed_ms).text(", ").number(fio_direction(workload_, io.direction));
  writer_.text(", ").number(io.bytes);
  const uint32_t step = logs_->histogram_coarseness < 16 ? 1U << logs_->histogram_coarseness : kBuckets;
  for (uint32_t first = 0; first < kBuckets; first += step) {
    uint64_t count = 0;
    for (uint32_t bucket = first; bucket < first + step && bucket < kBuckets; ++bucket) {
      count += clat_buckets[bucket] - told[bucket];
      told[bucket] = clat_buckets[bucket];
    }
    writer_.text(", ").number(count);
  }
  writer_.text("\n");
}

}  // namespace vfload

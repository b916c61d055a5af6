#include "core/log/job_logs.h"

namespace vfload {

int JobLogs::open(const JobSpec& spec) {
  logs_ = &spec.logs;
  int error = 0;
  const auto create = [&](SampleLog& log, const char* prefix, const char* kind) {
    if (error == 0) error = log.open(spec, prefix, kind);
  };
  if (logs_->wants_bandwidth()) create(bandwidth_, logs_->bandwidth_prefix, "bw");
  if (logs_->wants_iops()) create(iops_, logs_->iops_prefix, "iops");
  if (logs_->wants_latency()) {
    create(lat_, logs_->latency_prefix, "lat");
    create(clat_, logs_->latency_prefix, "clat");
    create(slat_, logs_->latency_prefix, "slat");
  }
  if (error == 0 && logs_->wants_histograms()) error = histograms_.open(spec);
  return error;
}

void JobLogs::start(uint64_t epoch_ns, uint64_t epoch_ms) {
  epoch_ns_ = epoch_ns;
  for (SampleLog* log : {&bandwidth_, &iops_, &lat_, &clat_, &slat_}) log->count_from(epoch_ms);
  histograms_.count_from(epoch_ms);
  active_ = logs_->wants_each_io();
}

void JobLogs::log_completed(const IoFacts& io, uint64_t clat_ns, uint64_t lat_ns, uint64_t now_ns,
                            JobStatistics& statistics) {
  const int direction = static_cast<int>(io.direction);
  const uint64_t ms = elapsed_ms(now_ns);
  clat_.add(io, clat_ns, ms);
  lat_.add(io, lat_ns, ms);
  if (logs_->samples_each_bandwidth()) {
    // 1000 bytes a second, where the samples of a period are 1024 (fio-semantics 4.3).
    const uint64_t rate = clat_ns == 0 ? 0 : io.bytes * kNsPerMs / clat_ns;
    statistics.bw_samples[direction].add(rate);
    bandwidth_.add(io, rate, ms);
  }
  if (logs_->samples_each_iops()) {
    statistics.iops_samples[direction].add(1);
    iops_.add(io, 1, ms);
  }
  if (histograms_.is_open()) {
    histograms_.completed(io, statistics.direction[direction].clat_buckets, ms);
  }
}

int JobLogs::close(uint64_t now_ns) {
  int error = 0;
  for (SampleLog* log : {&bandwidth_, &iops_, &lat_, &clat_, &slat_}) {
    if (const int result = log->close(elapsed_ms(now_ns)); error == 0) error = result;
  }
  if (const int result = histograms_.close(); error == 0) error = result;
  return error;
}

}  // namespace vfload

// Bandwidth and IOPS over time, as the supervisor samples them (fio-semantics 4.3).
#pragma once

#include <atomic>
#include <cstdint>

#include "core/job/spec.h"
#include "core/log/rate_log.h"
#include "core/measure/clock.h"
#include "core/measure/statistics.h"
#include "core/sys/clock.h"

namespace vfload {

/// Samples one counter of one job: the rate over each period, counted from the job's epoch.
class RateSampler {
 public:
  /// `units_per_count`: what a rate per second is divided by, 1024 for KiB/s.
  void set_up(uint32_t period_ms, uint32_t divisor) {
    period_ns_ = uint64_t{period_ms} * 1'000'000;
    divisor_ = divisor;
  }

  /// Takes no samples: the job has one for each I/O.
  void leave_to_job() { period_ns_ = 0; }

  /// Where the samples are logged, if they are.
  RateLog& log() { return log_; }

  /// The counters start from 0 at `epoch_ns`, which was `epoch_ms` in the logs.
  void start(uint64_t epoch_ns, uint64_t epoch_ms) {
    epoch_ns_ = last_ns_ = epoch_ns;
    due_ns_ = period_ns_ == 0 ? UINT64_MAX : epoch_ns + period_ns_;
    log_.start(epoch_ms);
    for (uint64_t& count : last_) count = 0;
  }

  /// When `sample` is next worth calling.
  uint64_t due_ns() const { return due_ns_; }

  /// Takes a sample of each direction that moved since the last one; a direction that did not gets none.
  void sample(uint64_t now_ns, const std::atomic<uint64_t> counters[kDirections], Sums out[kDirections]) {
    const uint64_t elapsed_ms = (now_ns - last_ns_) / 1'000'000;
    if (now_ns < due_ns_ || elapsed_ms == 0) return;
    for (int direction = 0; direction < kDirections; ++direction) {
      const uint64_t count = counters[direction].load(std::memory_order_relaxed);
      const uint64_t moved = count - last_[direction];
      if (moved != 0) {
        const uint64_t rate = moved * 1000 / elapsed_ms / divisor_;
        out[direction].add(rate);
        log_.add(static_cast<Direction>(direction), rate, (now_ns - epoch_ns_) / sys::kNsPerMs);
      }
      last_[direction] = count;
    }
    last_ns_ = now_ns;
    // On the grid that starts at the epoch, so that late wake-ups do not add up; a tick missed altogether is
    // dropped.
    while (due_ns_ <= now_ns) due_ns_ += period_ns_;
  }

 private:
  RateLog log_;
  uint64_t period_ns_ = 0;
  uint64_t epoch_ns_ = 0;
  uint64_t last_ns_ = 0;
  uint64_t due_ns_ = UINT64_MAX;
  uint64_t divisor_ = 1;
  uint64_t last_[kDirections] = {};
};

/// Samples bandwidth (KiB/s) and IOPS of one job into its statistics.
///
/// The job's side: at its epoch (after the ramp, if there is one) it stores 0 in `bytes` and `completed`,
/// then the time in `epoch_ns` with release order. Only phase kRunning is sampled.
class JobSampler {
 public:
  /// Before the job starts: from here on the samples in `statistics` are this sampler's alone.
  void set_up(const JobSpec& spec, JobStatistics& statistics) {
    for (int direction = 0; direction < kDirections; ++direction) {
      statistics.bw_samples[direction].reset();
      statistics.iops_samples[direction].reset();
    }
    bandwidth_.set_up(spec.bwavgtime_ms, 1024);
    iops_.set_up(spec.iopsavgtime_ms, 1);
    if (spec.logs.samples_each_bandwidth()) bandwidth_.leave_to_job();
    if (spec.logs.samples_each_iops()) iops_.leave_to_job();
    bandwidth_.log().set_up(spec, spec.logs.bandwidth_prefix, "bw");
    iops_.log().set_up(spec, spec.logs.iops_prefix, "iops");
    logs_ = &spec.logs;
    epoch_ns_ = 0;
    runtime_ns_ = spec.runtime_ns;
  }

  /// Cheap when nothing is due. Call at least once a period.
  void sample(uint64_t now_ns, const JobProgress& progress, JobStatistics& statistics) {
    const uint64_t epoch_ns = progress.epoch_ns.load(std::memory_order_acquire);
    if (epoch_ns != epoch_ns_) {
      epoch_ns_ = epoch_ns;
      const uint64_t epoch_ms = logs_->epoch_ms((now_ns - epoch_ns) / sys::kNsPerMs);
      bandwidth_.start(epoch_ns, epoch_ms);
      iops_.start(epoch_ns, epoch_ms);
    }
    const auto phase = static_cast<Phase>(progress.phase.load(std::memory_order_relaxed));
    if (epoch_ns == 0 || now_ns < epoch_ns || phase != Phase::kRunning) return;
    // None at the end, also where the job has not noticed it yet.
    if (runtime_ns_ != 0 && now_ns - epoch_ns >= runtime_ns_) return;
    bandwidth_.sample(now_ns, progress.bytes, statistics.bw_samples);
    iops_.sample(now_ns, progress.completed, statistics.iops_samples);
  }

  /// When `sample` is next worth calling; UINT64_MAX while the job's epoch is not known.
  uint64_t due_ns() const {
    if (epoch_ns_ == 0) return UINT64_MAX;
    return bandwidth_.due_ns() < iops_.due_ns() ? bandwidth_.due_ns() : iops_.due_ns();
  }

  /// The job is over. 0, or why (errno, positive) a log of the samples is incomplete.
  int close_logs() {
    const int bandwidth_error = bandwidth_.log().close();
    const int iops_error = iops_.log().close();
    return bandwidth_error != 0 ? bandwidth_error : iops_error;
  }

 private:
  RateSampler bandwidth_;
  RateSampler iops_;
  const LogSpec* logs_ = nullptr;
  uint64_t epoch_ns_ = 0;
  uint64_t runtime_ns_ = 0;  ///< 0: unlimited
};

}  // namespace vfload

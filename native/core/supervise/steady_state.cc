#include "core/supervise/steady_state.h"

#include "core/sys/clock.h"

namespace vfload {

namespace {

constexpr uint64_t kPeriodNs = 1000 * sys::kNsPerMs;

/// fio's clock for this starts with the job's process, some 0.1 s before its epoch: the first sample is
/// shorter. So a duration of as many seconds as the runtime has can be attained.
constexpr uint64_t kFirstPeriodNs = 900 * sys::kNsPerMs;

double magnitude(double value) { return value < 0 ? -value : value; }

double rate(const SteadySpec& spec, const SteadySample& sample) {
  return static_cast<double>(spec.measure == SteadyMeasure::kIops ? sample.iops : sample.bytes_per_second);
}

/// Of the straight line that fits best, per sample.
double fitted_slope(const SteadySpec& spec, const SteadySample* ring, uint32_t first, double mean) {
  const double middle = (static_cast<double>(spec.samples) - 1) / 2;
  double rise = 0;
  double run = 0;
  for (uint32_t index = 0; index < spec.samples; ++index) {
    const double distance = static_cast<double>(index) - middle;
    rise += distance * (rate(spec, ring[(first + index) % spec.samples]) - mean);
    run += distance * distance;
  }
  return run == 0 ? 0 : rise / run;
}

}  // namespace

SteadyFinding judge_steadiness(const SteadySpec& spec, const SteadySample* ring, uint32_t first) {
  double sum = 0;
  for (uint32_t index = 0; index < spec.samples; ++index) sum += rate(spec, ring[index]);
  const double mean = sum / spec.samples;
  SteadyFinding finding = {};
  if (spec.slope) {
    finding.slope = fitted_slope(spec, ring, first, mean);
    finding.criterion = finding.slope;
  } else {
    for (uint32_t index = 0; index < spec.samples; ++index) {
      const double deviation = magnitude(rate(spec, ring[index]) - mean);
      if (deviation > finding.max_deviation) finding.max_deviation = deviation;
    }
    finding.criterion = finding.max_deviation;
  }
  // Of nothing at all there are no percent: that is not steady.
  if (spec.percent && mean == 0) return finding;
  if (spec.percent) finding.criterion = 100 * finding.criterion / mean;
  finding.attained = magnitude(finding.criterion) < spec.limit;
  return finding;
}

void SteadyUnit::begin(uint64_t epoch_ns) {
  begun_ns = epoch_ns;
  last_ns = epoch_ns;
  due_ns = epoch_ns + kFirstPeriodNs;
  ramp_is_over = spec.ramp_ns == 0;
}

bool SteadyUnit::look(uint64_t now_ns, const SteadyCounts& counts) {
  const uint64_t elapsed_ms = (now_ns - last_ns) / sys::kNsPerMs;
  if (begun_ns == 0 || finding.attained || now_ns < due_ns || elapsed_ms == 0) return false;
  const SteadyCounts moved = {counts.ios - last.ios, counts.bytes - last.bytes};
  last = counts;
  last_ns = now_ns;
  while (due_ns <= now_ns) due_ns += kPeriodNs;
  if (!ramp_is_over) {
    // Counting begins at the first look after the ramp.
    ramp_is_over = now_ns - begun_ns >= spec.ramp_ns;
    return false;
  }
  ring[taken % spec.samples] = {moved.ios * 1000 / elapsed_ms, moved.bytes * 1000 / elapsed_ms};
  taken += 1;
  if (taken < spec.samples) return false;
  finding = judge_steadiness(spec, ring, taken % spec.samples);
  return finding.attained;
}

SteadySample SteadyUnit::sample(uint32_t index) const {
  return ring[taken < spec.samples ? index : (taken + index) % spec.samples];
}

}  // namespace vfload

#include "core/pace/pacer.h"

#include <algorithm>

#include "core/generate/lengths.h"
#include "core/offset/policy.h"
#include "core/offset/seeds.h"

namespace vfload {

namespace {

bool holds(DueDirections directions, int direction) { return (directions >> direction & 1U) != 0; }

}  // namespace

void Pacer::set_up(const JobSpec& spec) {
  spec_ = &spec.pacing;
  const bool trims = has_trims(spec.workload);
  // What is trimmed to be written waits for the write's turn, and has no rate of its own (seen with
  // fio 3.33).
  const bool first = has_direction(spec.workload, Direction::kRead) && !trims_before_writing(spec.workload);
  directions_ = (first ? 1U : 0U) | (has_writes(spec.workload) ? 2U : 0U);
  const Stream poisson_streams[kDirections] = {trims ? Stream::kPoissonTrim : Stream::kPoissonRead,
                                               Stream::kPoissonWrite};
  max_latency_ns_ = spec_->max_latency_ns;
  for (int direction = 0; direction < kDirections; ++direction) {
    const DirectionRates& rates = spec_->rates[direction];
    const auto seed = static_cast<uint32_t>(stream_seed(spec, poisson_streams[direction]));
    schedule_[direction].set_up(rates.bytes_per_s, spec_->rate_process, shortest_io(spec, direction), seed);
    minimum_[direction].set_up(rates, spec_->rate_cycle_ns);
    limited_ = limited_ || (holds(directions_, direction) && schedule_[direction].limited());
  }
  think_.set_up(*spec_);
}

void Pacer::start(uint64_t now_ns) {
  issued_ios_ = 0;
  for (RateSchedule& schedule : schedule_) schedule.start(now_ns);
  for (MinimumRate& minimum : minimum_) minimum.start(now_ns);
  think_.start(now_ns);
}

uint64_t Pacer::due_ns() const {
  if (!limited_) return 0;
  uint64_t due_ns = UINT64_MAX;
  for (int direction = 0; direction < kDirections; ++direction) {
    if (holds(directions_, direction)) due_ns = std::min(due_ns, schedule_[direction].due_ns());
  }
  return due_ns;
}

DueDirections Pacer::due_directions(uint64_t now_ns) const {
  if (!limited_) return kAllDirections;
  DueDirections due = 0;
  for (int direction = 0; direction < kDirections; ++direction) {
    if (schedule_[direction].due_ns() <= now_ns) due |= 1U << direction;
  }
  return due;
}

bool Pacer::thinks(const JobStatistics& statistics, uint64_t now_ns) {
  const uint64_t completed = statistics.direction[0].completed + statistics.direction[1].completed;
  return think_.due(issued_ios_, completed, now_ns);
}

void Pacer::thought(uint64_t now_ns) {
  if (!spec_->rate_ignore_thinktime) return;
  for (RateSchedule& schedule : schedule_) {
    if (schedule.limited()) schedule.forgive(spec_->think_ns, now_ns);
  }
}

bool Pacer::too_slow(const JobStatistics& statistics, uint64_t now_ns) {
  for (int direction = 0; direction < kDirections; ++direction) {
    const DirectionStatistics& done = statistics.direction[direction];
    if (minimum_[direction].missed(done.bytes, done.completed, now_ns)) return true;
  }
  return false;
}

}  // namespace vfload

#include "core/pace/rate_schedule.h"

#include <cmath>

#include "core/measure/clock.h"

namespace vfload {

void RateSchedule::set_up(uint64_t bytes_per_s, RateProcess process, uint64_t block_bytes, uint32_t seed) {
  bytes_per_s_ = bytes_per_s;
  process_ = process;
  if (bytes_per_s != 0) {
    mean_gap_us_ = 1e6 * static_cast<double>(block_bytes) / static_cast<double>(bytes_per_s);
  }
  generator_ = Taus88::seeded(seed);
}

void RateSchedule::start(uint64_t now_ns) {
  base_ns_ = now_ns;
  due_ns_ = limited() ? now_ns : 0;
  issued_bytes_ = 0;
}

void RateSchedule::issued(uint64_t bytes) {
  if (!limited()) return;
  if (process_ == RateProcess::kPoisson) {
    base_ns_ += drawn_gap_ns();
    due_ns_ = base_ns_;
    return;
  }
  issued_bytes_ += bytes;
  const auto passed_ns = static_cast<unsigned __int128>(issued_bytes_) * kNsPerSecond / bytes_per_s_;
  due_ns_ = base_ns_ + static_cast<uint64_t>(passed_ns);
}

void RateSchedule::forgive(uint64_t pause_ns, uint64_t now_ns) {
  base_ns_ += due_ns_ > now_ns ? pause_ns : now_ns - due_ns_;
}

/// Exponentially distributed, in whole microseconds, as fio counts them.
uint64_t RateSchedule::drawn_gap_ns() {
  const double share = (static_cast<double>(generator_.next()) + 1) * Taus88::kScale;
  return static_cast<uint64_t>(mean_gap_us_ * -std::log(share)) * 1000;
}

}  // namespace vfload

#include "core/pace/latency_target.h"

#include <algorithm>

namespace vfload {

namespace {

/// With latency_run, after so many windows at one depth the next one is tried although it once failed.
constexpr uint32_t kWindowsBeforeRetry = 2;

}  // namespace

void LatencyTarget::set_up(const LatencyTargetSpec& spec, uint32_t most) {
  spec_ = spec;
  most_ = most;
  wanted_ = spec.latency_ns != 0;
  depth_ = wanted_ ? 1 : most;
}

void LatencyTarget::start(uint64_t now_ns) {
  if (!wanted_) return;
  started_ = true;
  low_ = depth_ = 1;
  high_ = most_;
  begin_window(now_ns);
}

void LatencyTarget::begin_window(uint64_t now_ns) {
  window_from_ns_ = now_ns;
  ios_ = late_ = 0;
}

bool LatencyTarget::completed(uint64_t lat_ns, uint64_t now_ns) {
  if (!started_) return true;
  ios_ += 1;
  if (lat_ns <= spec_.latency_ns) return true;
  late_ += 1;
  if (spec_.percentile < 100) return true;
  if (depth_ == 1) return false;
  go_back(now_ns);
  return true;
}

TargetStep LatencyTarget::look(uint64_t now_ns) {
  if (!started_ || now_ns - window_from_ns_ < spec_.window_ns) return TargetStep::kGoOn;
  // A window without any I/O has kept to nothing.
  const double in_time = static_cast<double>(ios_ - late_) * 100;
  const bool kept = ios_ != 0 && in_time / static_cast<double>(ios_) >= spec_.percentile;
  if (!kept) {
    // There is nothing below one: the window goes on, and is judged again after each I/O.
    if (depth_ == 1) return TargetStep::kGoOn;
    go_back(now_ns);
    return TargetStep::kDrain;
  }
  const uint32_t before = depth_;
  go_deeper();
  begin_window(now_ns);
  unchanged_ = depth_ == before ? unchanged_ + 1 : 0;
  if (depth_ != before || spec_.keeps_on) return TargetStep::kGoOn;
  if (is_last_window_) return TargetStep::kEnd;
  is_last_window_ = true;
  return TargetStep::kMeasureAnew;
}

void LatencyTarget::go_deeper() {
  low_ = depth_;
  if (spec_.keeps_on && unchanged_ >= kWindowsBeforeRetry) high_ = std::min(high_ + 1, most_);
  // A bound that is the most counts as none.
  depth_ = high_ == most_ ? std::min(depth_ * 2, most_) : (depth_ + high_) / 2;
}

void LatencyTarget::go_back(uint64_t now_ns) {
  high_ = depth_;
  if (depth_ == low_) low_ -= 1;
  depth_ = (depth_ + low_) / 2;
  unchanged_ = 0;
  begin_window(now_ns);
}

}  // namespace vfload

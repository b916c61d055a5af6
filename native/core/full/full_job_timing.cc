// Whether a job in the full loop goes on, and when: its end, its rates, its pauses, its turn among others,
// and the depth that keeps to a latency.
#include <sched.h>

#include <algorithm>
#include <cerrno>

#include "core/full/full_job.h"

namespace vfload {

namespace {

/// By so much may the kernel be late to end a sleep: its timer slack of 50 us, and the way back.
constexpr uint64_t kWakeUpNs = 100'000;

}  // namespace

bool FullJob::time_is_left() {
  // relaxed: whoever sets the flag asks for an end soon, not for an order of anything else.
  if (job_.stop_flag().load(std::memory_order_relaxed) != 0) return false;
  // The latest timestamp stands in for a clock read before each I/O.
  if (now_ns_ < next_event_ns_) return true;
  if (!job_.pass_event(now_ns_)) return false;
  next_event_ns_ = job_.next_event_ns();
  pacer_.start(job_.started_ns());
  target_.start(job_.started_ns());
  return true;
}

void FullJob::steer_to(uint32_t depth) {
  if (!target_.wanted()) return;
  statistics_.depth = depth;
  depth_ = std::min(depth, job_.depth());
}

TargetStep FullJob::target_step() {
  if (!target_.wanted() || over_) return TargetStep::kGoOn;
  const TargetStep step = target_.look(now_ns_);
  steer_to(target_.depth());
  return step;
}

void FullJob::measure_anew() {
  job_.measure_anew(read_clock());
  next_event_ns_ = job_.next_event_ns();
  pacer_.start(job_.started_ns());
}

bool FullJob::goes_on() { return !job_.source().is_done() && may_go_on(); }

bool FullJob::may_go_on() {
  if (over_ || !time_is_left()) return false;
  if (!pacer_.too_slow(statistics_, now_ns_)) return true;
  job_.fail(FailurePoint::kMinRate, EIO);
  over_ = true;
  return false;
}

bool FullJob::wait() {
  const uint64_t due_ns = pacer_.due_ns();
  if (due_ns > next_event_ns_) {
    job_.sleep_until(next_event_ns_);
    read_clock();
    return false;
  }
  // What is due at the very end of the runtime goes out, as fio's last I/O does: so nobody asks for the time
  // again.
  return wait_until(due_ns);
}

bool FullJob::wait_until(uint64_t due_ns) {
  while (read_clock() < due_ns) {
    if (job_.stop_flag().load(std::memory_order_relaxed) != 0) return false;
    // The kernel ends a sleep too late: the last of it is spun away.
    if (now_ns_ + kWakeUpNs < due_ns) job_.sleep_until(due_ns - kWakeUpNs);
  }
  return true;
}

void FullJob::think() {
  const ThinkPause pause = pacer_.pause();
  while (read_clock() < pause.spin_until_ns && time_is_left()) {
  }
  while (read_clock() < pause.until_ns && time_is_left()) {
    job_.sleep_until(std::min(pause.until_ns, next_event_ns_));
  }
  pacer_.thought(now_ns_);
}

void FullJob::let_others_go() {
  if (const uint64_t sleep_ns = job_.spec().flow.sleep_ns; sleep_ns != 0) {
    job_.sleep_until(read_clock() + sleep_ns);
  } else {
    sched_yield();
  }
  read_clock();
}

void FullJob::keep_to_target(const IoUnit& unit, uint32_t bytes) {
  const uint64_t lat_ns = now_ns_ - unit.start_ns;
  if (!target_.completed(lat_ns, now_ns_)) {
    job_.fail_late(unit, bytes, lat_ns, job_.spec().pacing.target.latency_ns);
    over_ = true;
  }
  steer_to(target_.depth());
}

}  // namespace vfload

// How a job in the full loop reads back what it has written, and leaves behind how far it came.
#include <cerrno>

#include "core/full/full_job.h"
#include "core/offset/policy.h"

namespace vfload {

bool FullJob::begin_checks() {
  // relaxed: as in time_is_left().
  const bool stopped = job_.stop_flag().load(std::memory_order_relaxed) != 0;
  checked_ = verifier_.on() && verifier_.reads_back_at_end() && !over_ && !stopped && time_is_left();
  if (!checked_) {
    verifier_.end_pass();
    return false;
  }
  job_.go_on_running();
  checking_ = true;
  checks_began_ns_ = read_clock();
  return true;
}

bool FullJob::draw_check(IoUnit& unit) {
  if (!verifier_.next(unit)) return false;
  if (!verifier_.is_within_saved_state(unit)) return false;
  job_.source().read_back(unit.length);
  return true;
}

void FullJob::end_checks() {
  checking_ = false;
  verifier_.end_pass();
  job_.add_check_time(read_clock() - checks_began_ns_);
}

void FullJob::save_state() {
  const JobSpec& spec = job_.spec();
  if (!verifier_.on() || !has_writes(spec.workload) || spec.verify.state_path[0] == '\0') return;
  const Draws& draws = checked_ ? draws_at_pass_start_ : job_.source().offset_draws();
  const uint64_t writes = statistics_.direction[static_cast<int>(Direction::kWrite)].issued;
  const int error = vfload::save_state(spec, verifier_.finished_writes(), writes, draws);
  if (error != 0) job_.fail(FailurePoint::kLog, error);
}

/// The one place where data that is not what was written becomes the job's error.
void FullJob::check(IoUnit& unit, uint32_t bytes) {
  if (verifier_.check(unit, bytes)) return;
  const bool goes_on = lives_with(unit, Direction::kRead, EILSEQ);
  if (goes_on && !job_.spec().verify.fatal) return;
  job_.fail(FailurePoint::kVerify, EILSEQ, unit.offset, unit.whole_bytes, unit.file);
  over_ = true;
}

}  // namespace vfload

#include "core/generate/pass_limits.h"

#include <algorithm>

#include "core/offset/policy.h"

namespace vfload {

void PassLimits::set_up(const JobSpec& spec, uint64_t total_bytes, uint32_t max_length, bool ends_by_bytes) {
  const GenerateSpec& generate = spec.generate;
  const uint64_t loops = generate.loops == 0 ? 1 : generate.loops;
  time_based_ = spec.time_based;
  is_of_files_ = generate.io_size == 0 || generate.pass_bytes != 0;
  // With `filesize` the files may have less room than `size` asks for.
  const uint64_t wanted_bytes = spec.size == 0 || spec.size > total_bytes ? total_bytes : spec.size;
  limit_bytes_ = generate.io_size == 0 ? wanted_bytes : generate.io_size;
  if (ends_by_bytes && !time_based_)
    pass_limit_bytes_ = generate.pass_bytes == 0 ? wanted_bytes : generate.pass_bytes;
  // Random writes without a map go through the files only once, however much is written (seen with fio 3.33).
  const bool writes_without_map = spec.norandommap && is_random(spec.workload) && has_writes(spec.workload);
  if (writes_without_map && generate.io_size != 0)
    pass_limit_bytes_ = std::max(pass_limit_bytes_, limit_bytes_);
  total_limit_bytes_ = limit_bytes_ > UINT64_MAX / loops ? UINT64_MAX : limit_bytes_ * loops;
  trims_first_ = trims_before_writing(spec.workload);
  max_ios_ = generate.number_ios == 0 || time_based_ ? UINT64_MAX : generate.number_ios * loops;
  allow_trims();
  max_length_ = max_length;
  // A job that verifies what it reads does so once, and so does one that repeats itself to verify (seen with
  // fio 3.33).
  const bool once = !has_writes(spec.workload) || spec.verify.experimental;
  const bool verifies = spec.verify.method != VerifyMethod::kNone;
  loops_left_ = verifies && once ? 0 : static_cast<uint32_t>(loops) - 1;
}

/// A trim and a write count as one; fio 3.33 doubles the limit for that at the beginning of each pass.
void PassLimits::allow_trims() {
  if (trims_first_ && max_ios_ <= UINT64_MAX / 2) max_ios_ *= 2;
}

bool PassLimits::may_issue() const {
  if (time_based_) return true;
  return issued_bytes_ < total_limit_bytes_ && issued_ios_ < max_ios_;
}

bool PassLimits::start_pass(bool files_done) {
  // Nor will there be a place for an I/O in the next one (seen with fio 3.33, also of jobs that time ends).
  if (pass_issued_bytes_ == 0) return false;
  bool another = false;
  if (time_based_) {
    another = true;
  } else if (loops_left_ != 0) {
    loops_left_ -= 1;
    another = true;
  } else if (const uint64_t done_bytes = issued_bytes_ + aside_bytes_;
             issued_ios_ < max_ios_ && done_bytes < limit_bytes_) {
    // What is left has to be worth an I/O; and what was left of the files' own size, or of a share of it,
    // never is.
    another = limit_bytes_ - done_bytes >= max_length_ && !(files_done && is_of_files_);
  }
  if (another) {
    pass_issued_bytes_ = 0;
    allow_trims();
  }
  return another && may_issue();
}

}  // namespace vfload

#include "addon/work_handle.h"

#include <signal.h>

#include "core/sys/clock.h"
#include "core/sys/file.h"
#include "core/sys/process.h"
#include "core/sys/syscall.h"

namespace vfload::addon {

namespace {

/// The kernel closes a process's pipes moments before it can be reaped.
constexpr uint64_t kReapTimeoutNs = 1000 * sys::kNsPerMs;

}  // namespace

void Orphans::reap() {
  std::erase_if(supervisors_, [](pid_t supervisor) { return sys::reap(supervisor).gone; });
}

WorkHandle::~WorkHandle() {
  release();
  if (!reaped_ && !sys::reap(supervisor_).gone) orphans_->add(supervisor_);
  release_work(work_);
}

void WorkHandle::kill() {
  if (!reaped_) sys::call(SYS_kill, supervisor_, SIGKILL);
}

void WorkHandle::release() {
  sys::close(control_pipe_);
  control_pipe_ = -1;
}

std::optional<int> WorkHandle::finish() {
  if (reaped_) return std::nullopt;
  const sys::Reaped end = sys::reap_within(supervisor_, kReapTimeoutNs);
  reaped_ = end.gone;
  if (!end.gone || !end.known || end.signal == 0) return std::nullopt;
  return end.signal;
}

}  // namespace vfload::addon

#include "core/supervise/supervisor.h"

#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>

#include "core/measure/resources.h"
#include "core/supervise/child.h"
#include "core/supervise/file_size.h"
#include "core/sys/clock.h"
#include "core/sys/futex.h"
#include "core/sys/process.h"
#include "core/sys/syscall.h"

namespace vfload {

namespace {

using sys::kNsPerMs;

/// How often children are looked at while nothing else is due: finds stuck ones soon enough and costs
/// nothing.
constexpr uint64_t kTickNs = 200 * kNsPerMs;
/// Until every job has told its epoch, from which its samples count.
constexpr uint64_t kEpochTickNs = 10 * kNsPerMs;
/// Readiness has no wake-up of its own: polled, at first often.
constexpr uint64_t kFirstPauseNs = kNsPerMs / 2;
constexpr uint64_t kLongestPauseNs = 8 * kNsPerMs;
constexpr uint64_t kFileSizeTimeoutNs = 1000 * kNsPerMs;
/// Waking so much too late means that this machine was suspended, or that the supervisor was stopped.
constexpr uint64_t kSuspiciousDelayNs = 1000 * kNsPerMs;

uint64_t earlier(uint64_t a, uint64_t b) { return a < b ? a : b; }

/// Of a job that is over, so that its failure may be noted here.
void close_sample_logs(JobSlot& slot) {
  const int error = slot.sampler.close_logs();
  if (error == 0 || slot.failure.error != 0) return;
  slot.failure = {error, static_cast<uint32_t>(FailurePoint::kLog), 0, 0, Phase::kEnded, 0, {}};
}

}  // namespace

void Supervisor::run() {
  sigset_t child_only;
  sigemptyset(&child_only);
  sigaddset(&child_only, SIGCHLD);
  pthread_sigmask(SIG_SETMASK, &child_only, nullptr);
  child_signals_ = signalfd(-1, &child_only, SFD_NONBLOCK | SFD_CLOEXEC);
  start_children(sys::monotonic_ns());
  for (;;) {
    const uint64_t now_ns = sys::monotonic_ns();
    note_stop(now_ns);
    sample(now_ns);
    // Not at each sample: that would be a system call for each job, as often as there are jobs.
    if (child_changed_ || now_ns >= next_look_ns_) {
      child_changed_ = false;
      look_at_children(now_ns);
      next_look_ns_ = now_ns + tick_ns();
    }
    schedule_.advance(now_ns);
    steady_.advance(now_ns);
    if (all_over()) return;
    sleep_until(wake_time(sys::monotonic_ns()));
  }
}

void Supervisor::start_children(uint64_t now_ns) {
  for (uint32_t index = 0; index < work_.job_count; ++index) {
    JobSlot& slot = work_.jobs[index];
    slot.sampler.set_up(slot.spec, slot.statistics);
  }
  schedule_.set_up();
  for (uint32_t process = 0; process < process_count(); ++process) {
    const uint32_t last = work_.threads ? work_.child_count() - 1 : process;
    if (!start_process(process, last)) continue;
    for (uint32_t index = process; index <= last; ++index) work_.child(index).watch.start(now_ns);
  }
}

bool Supervisor::start_process(uint32_t first, uint32_t last) {
  const auto supervisor = static_cast<pid_t>(sys::call(SYS_getpid));
  // What allocates (pthread_create does) needs the C library's fork, which mends the allocator.
  const pid_t pid = work_.needs_heap() ? fork() : fork_plain();
  if (pid == 0) live_as_child(work_, first, supervisor, control_pipe_);
  for (uint32_t index = first; index <= last; ++index) {
    ChildState& child = work_.child(index);
    if (pid > 0) {
      child.pid = pid;
      child.end.store(static_cast<uint32_t>(ChildEnd::kStarted), std::memory_order_release);
    }
  }
  return pid > 0;
}

void Supervisor::read_control_pipe() {
  char bytes[64];
  const long got = sys::call(SYS_read, control_pipe_, bytes, sizeof bytes);
  if (got != 0) return;
  controller_gone_ = true;
  work_.control.stop.store(1, std::memory_order_relaxed);
}

void Supervisor::note_stop(uint64_t now_ns) {
  if (stop_ns_ != UINT64_MAX || work_.control.stop.load(std::memory_order_relaxed) == 0) return;
  stop_ns_ = now_ns;
  schedule_.stop_all(now_ns);
  // A task may sleep on it.
  sys::futex_wake_all(&work_.control.stop);
}

void Supervisor::look_at_children(uint64_t now_ns) {
  for (uint32_t process = 0; process < process_count(); ++process) {
    if (work_.child(process).over()) continue;
    look_at_process(process, work_.threads ? work_.child_count() - 1 : process, now_ns);
  }
}

void Supervisor::look_at_process(uint32_t first, uint32_t last, uint64_t now_ns) {
  const sys::Reaped reaped = sys::reap(work_.child(first).pid);
  if (reaped.gone) {
    for (uint32_t index = first; index <= last; ++index) record_end(index, reaped);
    return;
  }
  const uint64_t killed_ns = work_.child(first).killed_ns;
  if (killed_ns != 0) {
    if (now_ns < killed_ns + work_.limits.kill_grace_ns) return;
    for (uint32_t index = first; index <= last; ++index) {
      close_account(work_, index);
      work_.child(index).phase = work_.phase(index);
      work_.child(index).end.store(static_cast<uint32_t>(ChildEnd::kAbandoned), std::memory_order_release);
    }
    return;
  }
  for (uint32_t index = first; index <= last; ++index) {
    const StuckReason reason = judge(index, now_ns);
    if (reason == StuckReason::kNone) continue;
    kill_stuck(index, reason, now_ns);
    work_.child(first).killed_ns = now_ns;
    return;
  }
}

void Supervisor::record_end(uint32_t index, const sys::Reaped& reaped) {
  ChildState& child = work_.child(index);
  close_account(work_, index);
  if (work_.job_count != 0) close_sample_logs(work_.jobs[index]);
  child.phase = work_.phase(index);
  child.exit_code = reaped.exit_code;
  child.signal = reaped.signal;
  const bool is_job = work_.job_count != 0;
  // It could not tell any more what it used. Of threads only the sum is known.
  if (is_job && !work_.threads && reaped.signal != 0 && child.phase != Phase::kEnded) {
    work_.jobs[index].statistics.resources = to_resource_use(reaped.use);
  }
  ChildEnd end = ChildEnd::kSignalled;
  if (child.stuck_reason != StuckReason::kNone) {
    end = ChildEnd::kStuck;
  } else if (reaped.signal == 0) {
    end = reaped.exit_code == 0 && child.phase == Phase::kEnded ? ChildEnd::kEnded : ChildEnd::kExited;
  } else if (reaped.signal == SIGBUS && is_job) {
    ask_file_size(work_.jobs[index].spec, {&child.sigbus_size_known, &child.sigbus_file_size},
                  kFileSizeTimeoutNs);
  }
  child.end.store(static_cast<uint32_t>(end), std::memory_order_release);
}

StuckReason Supervisor::judge(uint32_t index, uint64_t now_ns) {
  ChildState& child = work_.child(index);
  const Phase phase = work_.phase(index);
  if (work_.job_count == 0) {
    const TaskProgress& progress = work_.task->progress;
    return child.watch.judge_task({now_ns, phase, progress.steps.load(std::memory_order_relaxed)},
                                  {false, stop_ns_, controller_gone_}, work_.limits,
                                  work_.task->stop_limit_ns);
  }
  const JobSlot& slot = work_.jobs[index];
  // A thread that has ended waits for the others of its process.
  if (work_.threads && phase == Phase::kEnded) return StuckReason::kNone;
  const uint64_t epoch_ns = slot.progress.epoch_ns.load(std::memory_order_acquire);
  uint64_t end_ns = schedule_.stop_ns(index);
  const bool released = schedule_.has_begun(index) || end_ns != UINT64_MAX;
  if (epoch_ns != 0 && slot.spec.runtime_ns != 0) end_ns = earlier(end_ns, epoch_ns + slot.spec.runtime_ns);
  const uint64_t completed = slot.progress.completed[0].load(std::memory_order_relaxed) +
                             slot.progress.completed[1].load(std::memory_order_relaxed);
  // A job that sleeps between two I/Os moves as much as it is to.
  if (slot.progress.asleep_until_ns.load(std::memory_order_relaxed) > now_ns) child.watch.start(now_ns);
  return child.watch.judge_job({now_ns, phase, completed}, {released, end_ns, controller_gone_},
                               work_.limits);
}

void Supervisor::kill_stuck(uint32_t index, StuckReason reason, uint64_t now_ns) {
  ChildState& child = work_.child(index);
  const int32_t thread = child.thread.load(std::memory_order_relaxed);
  child.stuck_reason = reason;
  child.stuck_place = sys::wait_place(child.pid, thread != 0 ? thread : child.pid);
  child.killed_ns = now_ns;
  // A keeper that waits for the file system while it cleans up is left to it: it goes on when that answers.
  const bool cleaning_up =
      work_.job_count == 0 && work_.task->outlives_supervisor && work_.phase(index) == Phase::kDraining;
  if (!cleaning_up) sys::call(SYS_kill, child.pid, SIGKILL);
}

void Supervisor::sample(uint64_t now_ns) {
  for (uint32_t index = 0; index < work_.job_count; ++index) {
    JobSlot& slot = work_.jobs[index];
    if (!slot.child.over()) slot.sampler.sample(now_ns, slot.progress, slot.statistics);
  }
}

bool Supervisor::all_over() const {
  for (uint32_t process = 0; process < process_count(); ++process) {
    if (!work_.child(process).over()) return false;
  }
  return true;
}

uint64_t Supervisor::tick_ns() const {
  const Limits& limits = work_.limits;
  const uint64_t shortest_limit_ns = earlier(earlier(limits.stuck_after_ns, limits.task_stuck_after_ns),
                                             earlier(limits.end_grace_ns, limits.kill_grace_ns));
  return earlier(kTickNs, shortest_limit_ns / 4 + kNsPerMs);
}

uint64_t Supervisor::wake_time(uint64_t now_ns) const {
  uint64_t wake_ns = earlier(next_look_ns_, earlier(schedule_.wake_ns(now_ns), steady_.wake_ns()));
  for (uint32_t index = 0; index < work_.job_count; ++index) {
    const JobSlot& slot = work_.jobs[index];
    if (slot.child.over()) continue;
    const Phase phase = work_.phase(index);
    if (schedule_.has_begun(index) && phase < Phase::kRunning)
      wake_ns = earlier(wake_ns, now_ns + kEpochTickNs);
    if (phase == Phase::kRunning) wake_ns = earlier(wake_ns, slot.sampler.due_ns());
  }
  return wake_ns;
}

void Supervisor::sleep_until(uint64_t wake_ns) {
  uint64_t now_ns = sys::monotonic_ns();
  if (work_.job_count != 0 && !schedule_.is_open()) {
    preparing_pause_ns_ =
        preparing_pause_ns_ == 0 ? kFirstPauseNs : earlier(2 * preparing_pause_ns_, kLongestPauseNs);
    wake_ns = now_ns + preparing_pause_ns_;
  }
  const timespec timeout = sys::to_timespec(wake_ns > now_ns ? wake_ns - now_ns : 0);
  // A closed pipe stays readable: once the controller is gone it must not be asked again.
  pollfd sources[] = {{controller_gone_ ? -1 : control_pipe_, POLLIN, 0}, {child_signals_, POLLIN, 0}};
  sys::call(SYS_ppoll, sources, 2, &timeout, nullptr, sizeof(uint64_t));
  if ((sources[0].revents & (POLLIN | POLLHUP)) != 0) read_control_pipe();
  if ((sources[1].revents & POLLIN) != 0) {
    signalfd_siginfo information;
    while (sys::call(SYS_read, child_signals_, &information, sizeof information) > 0) {
    }
    child_changed_ = true;
  }
  now_ns = sys::monotonic_ns();
  if (now_ns > wake_ns + kSuspiciousDelayNs) {
    for (uint32_t index = 0; index < work_.child_count(); ++index)
      work_.child(index).watch.forgive(now_ns - wake_ns);
  }
}

}  // namespace vfload

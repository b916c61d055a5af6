#include "core/job/process_setup.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "core/sys/process.h"
#include "core/sys/syscall.h"

namespace vfload {

namespace {

constexpr ProcessProblem kNoProblem = {FailurePoint::kNone, 0};

ProcessProblem problem(FailurePoint where, long result) {
  return result < 0 ? ProcessProblem{where, static_cast<int>(-result)} : kNoProblem;
}

/// Group first: a user that is not root may not change it any more.
long set_user(const ProcessSpec& process) {
  if (process.gid_given) {
    if (const long result = sys::call(SYS_setgid, process.gid); result < 0) return result;
  }
  if (!process.uid_given) return 0;
  const long result = sys::call(SYS_setuid, process.uid);
  // The kernel forgets it when a process changes its user (prctl(2)): without it jobs would outlive their
  // supervisor.
  sys::call(SYS_prctl, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  return result;
}

/// nice(2) counts from what the process has, and says EPERM where setpriority(2) says EACCES.
long be_nice(int by) {
  if (by == 0) return 0;
  const long raw = sys::call(SYS_getpriority, PRIO_PROCESS, 0);  // 20 minus the nice value
  if (raw < 0) return raw;
  constexpr long kZeroNice = 20;
  const long nice = std::clamp<long>(kZeroNice - raw + by, -20, 19);
  const long result = sys::call(SYS_setpriority, PRIO_PROCESS, 0, nice);
  return result == -EACCES ? -EPERM : result;
}

long set_ioprio(const ProcessSpec& process) {
  if (!process.ioprio_given) return 0;
  constexpr int kWhoProcess = 1;  // IOPRIO_WHO_PROCESS; 0: who calls
  return sys::call(SYS_ioprio_set, kWhoProcess, 0, process.ioprio);
}

[[noreturn]] void become_shell(const char* command) {
  // Those that a job ignores stay ignored over an exec.
  for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGUSR1}) {
    struct sigaction action = {};
    action.sa_handler = SIG_DFL;
    sigaction(number, &action, nullptr);
  }
  const char* const arguments[] = {"sh", "-c", command, nullptr};
  sys::call(SYS_execve, "/bin/sh", arguments, environ);
  constexpr int kNotFound = 127;
  sys::exit_now(kNotFound);
}

}  // namespace

ProcessProblem set_up_process(const JobSpec& spec) {
  const ProcessSpec& process = spec.process;
  if (const auto found = problem(FailurePoint::kProcess, set_user(process)); found.error != 0) return found;
  if (spec.cpus_given) {
    const long result = sys::call(SYS_sched_setaffinity, 0, sizeof spec.cpus_allowed, spec.cpus_allowed);
    if (result < 0) return problem(FailurePoint::kAffinity, result);
  }
  if (process.memory_policy_given) {
    const long result =
        sys::call(SYS_set_mempolicy, process.memory_policy, process.memory_nodes, kMaxNodes + 1);
    if (result < 0) return problem(FailurePoint::kProcess, result);
  }
  if (const auto found = problem(FailurePoint::kProcess, set_ioprio(process)); found.error != 0) return found;
  return problem(FailurePoint::kProcess, be_nice(process.nice));
}

bool run_shell(const char* command) {
  const auto pid = static_cast<pid_t>(sys::call(SYS_clone, SIGCHLD, 0, 0, 0, 0));
  if (pid == 0) become_shell(command);
  if (pid < 0) return false;
  int status = 0;
  long reaped;
  do {
    reaped = sys::call(SYS_wait4, pid, &status, 0, nullptr);
  } while (reaped == -EINTR);
  return reaped == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace vfload

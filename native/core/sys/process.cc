#include "core/sys/process.h"

#include <fcntl.h>
#include <limits.h>
#include <linux/close_range.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "core/sys/clock.h"
#include "core/sys/directory_entries.h"
#include "core/sys/file.h"
#include "core/sys/numbers.h"
#include "core/sys/syscall.h"

namespace vfload::sys {

AllSignalsBlocked::AllSignalsBlocked() {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before_);
}

AllSignalsBlocked::~AllSignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

void reset_signal_actions() {
  for (int number = 1; number < NSIG; ++number) {
    if (number == SIGKILL || number == SIGSTOP) continue;
    struct sigaction action = {};
    const bool ignored = number == SIGINT || number == SIGTERM || number == SIGHUP || number == SIGQUIT ||
                         number == SIGPIPE || number == SIGUSR1;
    action.sa_handler = ignored ? SIG_IGN : SIG_DFL;
    sigaction(number, &action, nullptr);  // the two signals that libc keeps for itself are refused: right so
  }
}

void unblock_signals() {
  sigset_t none;
  sigemptyset(&none);
  pthread_sigmask(SIG_SETMASK, &none, nullptr);
}

namespace {

void close_between(int first, int last) {
  if (first > last) return;
  if (call(SYS_close_range, first, last, 0) == 0) return;
  // Before Linux 5.9, or where a sandbox refuses the call: what /proc lists. Closing while reading the
  // directory may skip entries, so this goes round until nothing was closed.
  for (bool closed = true; closed;) {
    closed = false;
    const int listing =
        static_cast<int>(call(SYS_openat, AT_FDCWD, "/proc/self/fd", O_RDONLY | O_DIRECTORY, 0));
    if (listing < 0) return;
    DirectoryEntries entries(listing);
    while (const char* name = entries.next()) {
      const int fd = DirectoryEntries::number(name);
      if (fd < first || fd > last || fd == listing) continue;
      call(SYS_close, fd);
      closed = true;
    }
    call(SYS_close, listing);
  }
}

}  // namespace

void close_all_except(const int* keep, int keep_count) {
  int from = 0;
  for (int index = 0; index < keep_count; ++index) {
    close_between(from, keep[index] - 1);
    from = keep[index] + 1;
  }
  close_between(from, INT_MAX);
}

void null_standard_streams() {
  const int null = static_cast<int>(call(SYS_openat, AT_FDCWD, "/dev/null", O_RDWR, 0));
  if (null < 0) return;
  for (int fd = 0; fd <= 2; ++fd) {
    if (fd != null) call(SYS_dup3, null, fd, 0);
  }
  if (null > 2) call(SYS_close, null);
}

int above_standard_streams(int fd) { return static_cast<int>(call(SYS_fcntl, fd, F_DUPFD_CLOEXEC, 3)); }

bool die_with_parent(pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  return getppid() == parent;
}

void exit_now(int code) {
  for (;;) call(SYS_exit_group, code);
}

void disable_core_dumps() {
  const rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
}

void name_process(const char* name) { prctl(PR_SET_NAME, name); }

Reaped reap(pid_t pid) {
  int status = 0;
  rusage use = {};
  for (;;) {
    const long result = call(SYS_wait4, pid, &status, WNOHANG, &use);
    if (result == -EINTR) continue;
    if (result == 0) return {false, false, 0, 0, {}};
    if (result < 0) return {true, false, 0, 0, {}};
    if (WIFSIGNALED(status)) return {true, true, 0, WTERMSIG(status), use};
    return {true, true, WEXITSTATUS(status), 0, use};
  }
}

Reaped reap_within(pid_t pid, uint64_t timeout_ns) {
  const uint64_t deadline = monotonic_ns() + timeout_ns;
  uint64_t pause = kNsPerMs / 4;
  for (;;) {
    const Reaped result = reap(pid);
    if (result.gone || monotonic_ns() >= deadline) return result;
    sleep_ns(pause);
    if (pause < 16 * kNsPerMs) pause *= 2;
  }
}

}  // namespace vfload::sys

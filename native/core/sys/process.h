// What a process does to itself right after a fork, and what it may ask about other processes.
#pragma once

#include <signal.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/types.h>

namespace vfload::sys {

/// Blocks every signal for as long as the object lives: around a fork, so that no handler of the controller
/// runs in the child.
class AllSignalsBlocked {
 public:
  AllSignalsBlocked();
  ~AllSignalsBlocked();
  AllSignalsBlocked(const AllSignalsBlocked&) = delete;
  AllSignalsBlocked& operator=(const AllSignalsBlocked&) = delete;

 private:
  sigset_t before_;
};

/// Gives every signal its default action, except INT, TERM, HUP, QUIT, PIPE and USR1, which are ignored:
/// Ctrl-C reaches the whole foreground group, and a job that died of it could not drain. The mask is left
/// alone.
void reset_signal_actions();

/// Unblocks all signals.
void unblock_signals();

/// Closes all descriptors except those in `keep` (ascending, no duplicates).
void close_all_except(const int* keep, int keep_count);

/// 0, 1 and 2 become /dev/null, so that nothing reaches the controller's terminal or keeps its pipes open.
/// Must run after close_all_except.
void null_standard_streams();

/// Moves `fd` above the standard streams. Returns the descriptor to use from now on, or -errno.
int above_standard_streams(int fd);

/// SIGKILL for this process when its parent ends. Right only where the parent has one thread: the kernel
/// watches the forking thread. False when `parent` is gone already.
bool die_with_parent(pid_t parent);

/// Ends the process without running anything of the C library.
[[noreturn]] void exit_now(int code);

/// A core file of a job would be an image of the controller.
void disable_core_dumps();

/// Name in ps and /proc; at most 15 characters.
void name_process(const char* name);

/// How a child ended, from waitpid.
struct Reaped {
  bool gone;   ///< it has ended and is no zombie any more
  bool known;  ///< exit_code and signal are known (somebody else may have reaped it)
  int exit_code;
  int signal;  ///< 0: it exited
  rusage use;  ///< all that it used from its birth on
};

/// Reaps `pid` if it has ended; never waits.
Reaped reap(pid_t pid);

/// As reap, but waits for the end for at most `timeout_ns`.
Reaped reap_within(pid_t pid, uint64_t timeout_ns);

}  // namespace vfload::sys

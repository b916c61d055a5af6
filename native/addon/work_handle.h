// The controller's hold on one piece of supervised work. Letting go of it lets go of the processes: the
// supervisor sees its control pipe close, ends its children and then itself.
#pragma once

#include <sys/types.h>

#include <memory>
#include <optional>
#include <vector>

#include "core/supervise/launch.h"
#include "core/supervise/work.h"

namespace vfload::addon {

/// Supervisors that nobody waits for any more: reaped when the next work starts, so that they do not stay
/// zombies.
class Orphans {
 public:
  void add(pid_t supervisor) { supervisors_.push_back(supervisor); }
  void reap();

 private:
  std::vector<pid_t> supervisors_;
};

class WorkHandle {
 public:
  /// Takes over `work` and what was launched for it.
  WorkHandle(Work* work, const Launched& launched, std::shared_ptr<Orphans> orphans)
      : work_(work),
        supervisor_(launched.supervisor),
        control_pipe_(launched.control_pipe),
        end_pipe_(launched.end_pipe),
        orphans_(std::move(orphans)) {}
  ~WorkHandle();
  WorkHandle(const WorkHandle&) = delete;
  WorkHandle& operator=(const WorkHandle&) = delete;

  Work& work() { return *work_; }
  pid_t supervisor() const { return supervisor_; }
  int control_pipe() const { return control_pipe_; }
  int end_pipe() const { return end_pipe_; }

  void stop() { request_stop(*work_, control_pipe_); }
  void kill();
  /// Closes the control pipe: nobody needs this work any more.
  void release();
  /// Reaps the supervisor, whose end was seen on its pipe. The signal that killed it, if one did.
  std::optional<int> finish();

 private:
  Work* work_;
  pid_t supervisor_;
  int control_pipe_;
  int end_pipe_;  ///< the caller's from the beginning: never closed here
  bool reaped_ = false;
  std::shared_ptr<Orphans> orphans_;
};

}  // namespace vfload::addon

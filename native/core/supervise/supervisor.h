// Watches the children of one piece of work: starts them, has jobs released and ended as the schedule says,
// samples them, reaps them, enforces deadlines. Runs in a process of its own with one thread; allocates
// nothing.
#pragma once

#include <sys/types.h>

#include <cstdint>

#include "core/supervise/schedule.h"
#include "core/supervise/steady_watch.h"
#include "core/supervise/work.h"
#include "core/sys/process.h"

namespace vfload {

class Supervisor {
 public:
  /// `control_pipe`: a byte means "look at the stop flag", end of file that the controller is gone.
  Supervisor(Work& work, int control_pipe)
      : work_(work), schedule_(work), steady_(work, schedule_), control_pipe_(control_pipe) {}

  /// Returns when every child is reaped or abandoned.
  void run();

 private:
  void start_children(uint64_t now_ns);
  bool start_process(uint32_t first, uint32_t last);
  void read_control_pipe();
  void note_stop(uint64_t now_ns);

  void look_at_children(uint64_t now_ns);
  void look_at_process(uint32_t first, uint32_t last, uint64_t now_ns);
  void record_end(uint32_t index, const sys::Reaped& reaped);
  StuckReason judge(uint32_t index, uint64_t now_ns);
  void kill_stuck(uint32_t index, StuckReason reason, uint64_t now_ns);
  void sample(uint64_t now_ns);

  uint64_t tick_ns() const;
  uint64_t wake_time(uint64_t now_ns) const;
  void sleep_until(uint64_t wake_ns);

  uint32_t process_count() const { return work_.threads ? 1 : work_.child_count(); }
  bool all_over() const;

  Work& work_;
  Schedule schedule_;
  SteadyWatch steady_;
  int control_pipe_;
  int child_signals_ = -1;  ///< signalfd of SIGCHLD
  bool controller_gone_ = false;
  bool child_changed_ = false;  ///< SIGCHLD came
  uint64_t next_look_ns_ = 0;
  uint64_t stop_ns_ = UINT64_MAX;
  uint64_t preparing_pause_ns_ = 0;
};

}  // namespace vfload

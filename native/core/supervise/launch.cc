#include "core/supervise/launch.h"

#include <unistd.h>

#include "core/engine/table.h"
#include "core/supervise/inherited_memory.h"
#include "core/supervise/supervisor.h"
#include "core/sys/pipe.h"
#include "core/sys/process.h"
#include "core/sys/syscall.h"

namespace vfload {

namespace {

struct InheritedEnds {
  int control_read;
  int end_write;
  int hold;
};

void sort(int* values, int count) {
  for (int end = count; end > 1; --end) {
    for (int index = 1; index < end; ++index) {
      if (values[index - 1] <= values[index]) continue;
      const int swapped = values[index];
      values[index] = values[index - 1];
      values[index - 1] = swapped;
    }
  }
}

/// Leaves everything of the controller behind, except memory and the three descriptors. Returns the control
/// pipe.
int leave_controller(InheritedEnds ends) {
  // The copies lie above the standard streams even where the controller had closed its own.
  int keep[3] = {sys::above_standard_streams(ends.control_read), sys::above_standard_streams(ends.end_write),
                 -1};
  const int control = keep[0];
  int count = 2;
  if (ends.hold >= 0) keep[count++] = sys::above_standard_streams(ends.hold);
  sort(keep, count);
  sys::close_all_except(keep, count);
  sys::null_standard_streams();
  sys::call(SYS_chdir, "/");
  sys::reset_signal_actions();
  sys::disable_core_dumps();
  sys::name_process("vfload-super");
  return control;
}

[[noreturn]] void live_as_supervisor(Work& work, InheritedEnds ends) {
  const int control_pipe = leave_controller(ends);
  if (!work.needs_heap()) shed_inherited_memory();
  Supervisor(work, control_pipe).run();
  sys::exit_now(0);
}

/// Libraries are looked up here: in a job, after the forks, the loader may not be asked any more.
void load_engines(const Work& work) {
  for (uint32_t index = 0; index < work.job_count; ++index) {
    const EngineEntry& engine = engine_table()[work.jobs[index].spec.engine];
    if (engine.load != nullptr) engine.load();
  }
}

}  // namespace

Launched launch(Work& work, int hold) {
  load_engines(work);
  sys::Pipe control;
  sys::Pipe end;
  int error = control.open();
  if (error == 0) error = end.open();
  if (error != 0) {
    control.close();
    return {-error, -1, -1, -1};
  }
  pid_t supervisor;
  {
    const sys::AllSignalsBlocked blocked;
    supervisor = fork();
    if (supervisor == 0) live_as_supervisor(work, {control.read_end, end.write_end, hold});
  }
  if (supervisor < 0) {
    error = errno;
    control.close();
    end.close();
    return {error, -1, -1, -1};
  }
  control.close_read();
  end.close_write();
  return {0, supervisor, control.write_end, end.read_end};
}

void request_stop(Work& work, int control_pipe) {
  work.control.stop.store(1, std::memory_order_relaxed);
  const char wake = 1;
  if (control_pipe >= 0) sys::call(SYS_write, control_pipe, &wake, 1);
}

}  // namespace vfload

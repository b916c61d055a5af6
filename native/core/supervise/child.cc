#include "core/supervise/child.h"

#include <pthread.h>
#include <signal.h>

#include "core/sys/own_code.h"
#include "core/sys/process.h"
#include "core/sys/syscall.h"

namespace vfload {

namespace {

/// How deep a job may nest: its buffers and maps are mapped, not on the stack.
constexpr size_t kThreadStackBytes = 256UL << 10;

struct ThreadStart {
  Work* work;
  uint32_t index;
};

void* run_job_thread(void* argument) {
  const ThreadStart& start = *static_cast<ThreadStart*>(argument);
  JobSlot& slot = start.work->jobs[start.index];
  slot.child.thread.store(static_cast<int32_t>(sys::call(SYS_gettid)), std::memory_order_relaxed);
  run_job(start.work->job_context(start.index));
  return nullptr;
}

void fail_start(JobSlot& slot, int error) {
  slot.failure.error = error;
  slot.failure.where = static_cast<uint32_t>(FailurePoint::kMemory);
  slot.progress.phase.store(static_cast<uint32_t>(Phase::kEnded), std::memory_order_release);
}

/// `thread=1`. pthread_create allocates, which the C libraries bear in the child of a threaded process since
/// their fork mends the allocator; this process came by fork() and not by fork_plain() for that reason.
void run_jobs_as_threads(Work& work) {
  constexpr uint32_t kMaxThreads = 1024;
  static pthread_t threads[kMaxThreads];
  static ThreadStart starts[kMaxThreads];
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, kThreadStackBytes);
  uint32_t started = 0;
  for (; started < work.job_count; ++started) {
    if (started == kMaxThreads) break;
    starts[started] = {&work, started};
    if (pthread_create(&threads[started], &attributes, run_job_thread, &starts[started]) != 0) break;
  }
  for (uint32_t index = started; index < work.job_count; ++index) fail_start(work.jobs[index], EAGAIN);
  for (uint32_t index = 0; index < started; ++index) pthread_join(threads[index], nullptr);
}

void run_task(Work& work, int control_pipe) {
  TaskSlot& task = *work.task;
  const TaskContext context = {&task.progress, &task.failure, &work.control, control_pipe};
  task.progress.enter(Phase::kRunning);
  task.main(task.block, context);
  task.progress.enter(Phase::kEnded);
}

}  // namespace

pid_t fork_plain() { return static_cast<pid_t>(sys::call(SYS_clone, SIGCHLD, 0, 0, 0, 0)); }

void live_as_child(Work& work, uint32_t index, pid_t supervisor, int control_pipe) {
  const bool task = work.job_count == 0;
  if (!(task && work.task->outlives_supervisor) && !sys::die_with_parent(supervisor)) sys::exit_now(1);
  const int keep[] = {0, 1, 2, control_pipe};
  sys::close_all_except(keep, task ? 4 : 3);
  sys::disable_core_dumps();
  sys::name_process(task ? "vfload-task" : "vfload-job");
  sys::unblock_signals();
  if (!task) sys::load_own_code();
  if (task) {
    run_task(work, control_pipe);
  } else if (work.threads) {
    run_jobs_as_threads(work);
  } else {
    run_job(work.job_context(index));
  }
  sys::exit_now(0);
}

}  // namespace vfload

// A task: supervised work that is not a job (keeper, layout, cache drop, probe). One process with a main
// function, counters that its supervisor watches, and a failure.
#pragma once

#include <atomic>
#include <cstdint>

#include "core/job/job.h"
#include "core/job/spec.h"
#include "core/measure/statistics.h"
#include "core/sys/sharing.h"

namespace vfload {

/// What a task was doing when it failed.
enum class TaskStep : uint32_t {
  kNone,
  kOpen,
  kLock,  ///< another vfload works in the directory, or the lock file could not be used
  kInspect,
  kForeignFile,  ///< a file that vfload did not create would be written, replaced or removed
  kSpace,        ///< free space checked before laying out
  kAllocate,
  kWrite,
  kFsync,
  kRemove,
  kDropCaches,
};

/// `error` is 0 for a good end.
struct TaskFailure {
  int32_t error;  ///< errno
  TaskStep step;
  char filename[kMaxNameBytes];  ///< empty: no single file
  uint64_t offset;               ///< where it happened; kSpace: bytes that are free
  uint64_t bytes;                ///< length of that operation; kSpace: bytes that are needed
};

/// What the supervisor watches. The phases are a job's: kPreparing, kReady (waits for its release and is
/// never stuck), kRunning, kEnded.
struct alignas(kSharingBytes) TaskProgress {
  std::atomic<uint32_t> phase;
  std::atomic<uint64_t> steps;  ///< grows whenever something was done: the heartbeat
  std::atomic<uint64_t> done_bytes;
  std::atomic<uint64_t> total_bytes;

  void advance(uint64_t bytes = 0) {
    done_bytes.fetch_add(bytes, std::memory_order_relaxed);
    steps.fetch_add(1, std::memory_order_relaxed);
  }
  void enter(Phase next) {
    phase.store(static_cast<uint32_t>(next), std::memory_order_release);
    steps.fetch_add(1, std::memory_order_relaxed);
  }
};

/// What a task's main function gets besides its own block.
struct TaskContext {
  TaskProgress* progress;
  TaskFailure* failure;
  RunControl* control;
  int control_pipe;  ///< end of file: nobody needs this work any more

  bool stop_requested() const { return control->stop.load(std::memory_order_relaxed) != 0; }

  /// Notes the first failure; later ones are its consequences. Always returns false, for `return
  /// context.fail(…)`.
  bool fail(int error, TaskStep step, const char* filename = "", uint64_t offset = 0,
            uint64_t bytes = 0) const {
    if (failure->error != 0) return false;
    failure->step = step;
    failure->offset = offset;
    failure->bytes = bytes;
    uint32_t length = 0;
    for (; filename[length] != '\0' && length + 1 < kMaxNameBytes; ++length)
      failure->filename[length] = filename[length];
    failure->filename[length] = '\0';
    failure->error = error;
    return false;
  }
};

/// Runs in the task's process. `block` is the task's own shared memory.
using TaskMain = void (*)(void* block, const TaskContext& context);

}  // namespace vfload

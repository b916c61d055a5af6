#include "core/file/layout_steps.h"

#include <fcntl.h>
#include <linux/falloc.h>

#include "core/file/file_writer.h"
#include "core/sys/file.h"
#include "core/sys/syscall.h"

namespace vfload {

namespace {

/// Errors of fallocate that mean the space is not there. All others fio ignores, and so do we: the file
/// system cannot preallocate.
bool means_no_space(long error) { return error == -ENOSPC || error == -EDQUOT || error == -EFBIG; }

/// 0 or minus an errno.
long allocate(int fd, const LayoutSteps& steps) {
  switch (steps.allocation) {
    case Allocation::kNone:
      return 0;
    case Allocation::kTruncate:
      return sys::call(SYS_ftruncate, fd, steps.size);
    case Allocation::kKeepSize:
      return sys::call(SYS_fallocate, fd, FALLOC_FL_KEEP_SIZE, 0, steps.size);
    case Allocation::kNative:
    case Allocation::kPosix:
      break;
  }
  return sys::call(SYS_fallocate, fd, 0, 0, steps.size);
}

bool fill(int fd, const LayoutSteps& steps, const TaskContext& context) {
  const long error = sys::call(SYS_ftruncate, fd, steps.size);
  if (error < 0) {
    return context.fail(static_cast<int>(-error), TaskStep::kAllocate, steps.name, 0, steps.size);
  }
  return write_whole_file({fd, steps.name, steps.size, steps.block_bytes, steps.zeros, steps.synced},
                          context);
}

}  // namespace

bool carry_out_layout(int fd, const LayoutSteps& steps, const TaskContext& context) {
  if (context.stop_requested()) return context.fail(EINTR, TaskStep::kAllocate, steps.name);
  const long error = allocate(fd, steps);
  if (means_no_space(error)) {
    return context.fail(static_cast<int>(-error), TaskStep::kAllocate, steps.name, 0, steps.size);
  }
  context.progress->advance(steps.written ? 0 : steps.size);
  if (steps.written && !fill(fd, steps, context)) return false;
  sys::advise_dontneed(fd, steps.old_size, steps.size - steps.old_size);
  return true;
}

}  // namespace vfload

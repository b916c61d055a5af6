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

/// fio tells of a posix_fallocate that failed, and goes on as without.
bool leaves_to_writes(const LayoutSteps& steps) {
  return steps.tries_space && steps.allocation != Allocation::kKeepSize;
}

bool fill(int fd, const LayoutSteps& steps, const TaskContext& context) {
  const long error = steps.until_full ? 0 : sys::call(SYS_ftruncate, fd, steps.size);
  if (error < 0) {
    return context.fail(static_cast<int>(-error), TaskStep::kAllocate, steps.name, 0, steps.size);
  }
  return write_whole_file({.fd = fd,
                           .name = steps.name,
                           .size = steps.size,
                           .block_bytes = steps.block_bytes,
                           .zeros = steps.zeros,
                           .synced = steps.synced,
                           .until_full = steps.until_full},
                          context);
}

}  // namespace

bool carry_out_layout(int fd, const LayoutSteps& steps, const TaskContext& context) {
  if (context.stop_requested()) return context.fail(EINTR, TaskStep::kAllocate, steps.name);
  const long error = steps.until_full ? 0 : allocate(fd, steps);
  if (means_no_space(error) && !leaves_to_writes(steps)) {
    return context.fail(static_cast<int>(-error), TaskStep::kAllocate, steps.name, 0, steps.size);
  }
  context.progress->advance(steps.written ? 0 : steps.size);
  if (steps.written && !fill(fd, steps, context)) return false;
  uint64_t end = steps.size;
  sys::FileFacts facts;
  if (steps.until_full && steps.written && sys::facts_of(fd, &facts) == 0) end = facts.size;
  sys::advise_dontneed(fd, steps.old_size, end - steps.old_size);
  return true;
}

}  // namespace vfload

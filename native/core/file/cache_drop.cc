#include "core/file/cache_drop.h"

#include <fcntl.h>

#include <cstring>

#include "core/sys/file.h"
#include "core/sys/syscall.h"

namespace vfload {

namespace {

bool drop_system_wide() {
  const long fd = sys::call(SYS_openat, AT_FDCWD, "/proc/sys/vm/drop_caches", O_WRONLY | O_CLOEXEC, 0);
  if (fd < 0) return false;
  const long written = sys::call(SYS_write, fd, "3", 1);
  sys::call(SYS_close, fd);
  return written == 1;
}

/// Writes a file back and drops its pages. False on an error, which is noted.
bool drop_file(int directory, const char* name, const TaskContext& context) {
  const int fd = sys::open_in(directory, name, O_RDONLY);
  if (fd == -ENOENT) return true;
  if (fd < 0) return context.fail(-fd, TaskStep::kDropCaches, name);
  const long synced = sys::call(SYS_fsync, fd);
  // A read-only file system may refuse fsync, and then has nothing to write back.
  const bool clean = synced == 0 || synced == -EROFS || synced == -EINVAL;
  if (clean) sys::advise_dontneed(fd, 0, 0);
  sys::close(fd);
  context.progress->advance();
  return clean || context.fail(static_cast<int>(-synced), TaskStep::kDropCaches, name);
}

}  // namespace

Work* make_cache_drop_work(const KeeperBlock* keeper, uint32_t file_count, bool per_file_only,
                           const Limits& limits) {
  Work* work =
      make_task_work(drop_caches, sizeof(CacheDropBlock) + sizeof(char[kMaxNameBytes]) * file_count, limits);
  if (work == nullptr) return nullptr;
  CacheDropBlock* block = cache_drop_block(work);
  memcpy(block->directory, keeper->directory, sizeof block->directory);
  block->per_file_only = per_file_only;
  block->file_count = file_count;
  return work;
}

CacheDropBlock* cache_drop_block(Work* work) { return static_cast<CacheDropBlock*>(work->task->block); }

void drop_caches(void* block, const TaskContext& context) {
  CacheDropBlock& request = *static_cast<CacheDropBlock*>(block);
  const int directory = sys::open_directory(request.directory);
  if (directory < 0) {
    context.fail(-directory, TaskStep::kOpen);
    return;
  }
  for (uint32_t index = 0; index < request.file_count; ++index) {
    if (context.stop_requested() || !drop_file(directory, request.names[index], context)) return;
    request.method = CacheDropMethod::kPerFile;
  }
  if (request.per_file_only) return;
  sys::call(SYS_syncfs, directory);
  context.progress->advance();
  if (drop_system_wide()) request.method = CacheDropMethod::kSystem;
}

}  // namespace vfload

#include "core/file/anywhere.h"

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "core/sys/file.h"
#include "core/sys/syscall.h"

namespace vfload {

namespace {

/// Of directories that are missing on the way to a file.
constexpr unsigned kDirectoryMode = 0700;
constexpr unsigned kFileMode = 0644;

/// 0 or minus an errno. Links are followed.
int look_at(const char* path, sys::FileFacts* facts) {
  struct statx raw;
  const long result = sys::call(SYS_statx, AT_FDCWD, path, 0, sys::kAskedOfStatx, &raw);
  if (result < 0) return static_cast<int>(result);
  *facts = sys::to_facts(raw);
  return 0;
}

/// 0 where the device does not tell.
uint64_t capacity_of(const char* path) {
  const int fd = sys::open_anywhere(path, O_RDONLY);
  uint64_t bytes = 0;
  if (fd >= 0 && sys::call(SYS_ioctl, fd, BLKGETSIZE64, &bytes) < 0) bytes = 0;
  sys::close(fd);
  return bytes;
}

/// Makes the directories on the way to a file, as far as they are missing. 0 or minus an errno.
int make_directories(const char* path) {
  char partial[kMaxPathBytes];
  for (size_t end = 1; path[end] != '\0'; ++end) {
    if (path[end] != '/' || end >= sizeof partial) continue;
    memcpy(partial, path, end);
    partial[end] = '\0';
    const long made = sys::call(SYS_mkdirat, AT_FDCWD, partial, kDirectoryMode);
    // Of a directory that is there others than EEXIST may be told, on a read-only file system for instance.
    sys::FileFacts facts;
    if (made < 0 && made != -EEXIST && look_at(partial, &facts) < 0) return static_cast<int>(made);
  }
  return 0;
}

class AnywhereLayout {
 public:
  AnywhereLayout(AnywhereFile& file, const TaskContext& context) : file_(file), context_(context) {}

  bool run() {
    sys::FileFacts facts;
    const int error = look_at(file_.path, &facts);
    const bool exists = error == 0;
    if (exists && facts.size >= file_.size) {
      file_.state = FileState::kWritten;
      return true;
    }
    if (error == -ENOENT && !file_.forbids_creating) {
      const int made = make_directories(file_.path);
      if (made < 0) return context_.fail(-made, TaskStep::kOpen, file_.path);
    }
    if (!file_.appends && !remove()) return false;
    return make();
  }

 private:
  bool remove() const {
    const long removed = sys::call(SYS_unlinkat, AT_FDCWD, file_.path, 0);
    if (removed == 0 || removed == -ENOENT) return true;
    return context_.fail(static_cast<int>(-removed), TaskStep::kRemove, file_.path);
  }

  bool make() {
    const bool written = file_.content == FileContent::kWritten;
    const int flags = O_WRONLY | (file_.forbids_creating ? 0 : O_CREAT) | (written ? O_TRUNC : 0);
    const int fd = sys::open_anywhere(file_.path, flags, kFileMode);
    if (fd < 0) return context_.fail(-fd, TaskStep::kOpen, file_.path);
    const LayoutSteps steps = {.name = file_.path,
                               .size = file_.size,
                               .old_size = file_.old_size,
                               .allocation = file_.allocation,
                               .written = written,
                               .zeros = file_.zeros,
                               .synced = file_.synced,
                               .until_full = file_.fills_device,
                               .tries_space = true,
                               .block_bytes = file_.block_bytes};
    const bool made = carry_out_layout(fd, steps, context_);
    sys::FileFacts facts;
    file_.laid_out_bytes = file_.size;
    if (written && file_.fills_device && sys::facts_of(fd, &facts) == 0) file_.laid_out_bytes = facts.size;
    sys::close(fd);
    if (!made) {
      // What was being made when the run was stopped is of no use to anybody.
      if (context_.stop_requested() && !file_.appends) sys::call(SYS_unlinkat, AT_FDCWD, file_.path, 0);
      return false;
    }
    file_.state = written ? FileState::kFresh : FileState::kUnwritten;
    return true;
  }

  AnywhereFile& file_;
  const TaskContext& context_;
};

template <class Block, class Item>
Work* make_list_work(TaskMain main, uint32_t count, const Limits& limits) {
  Work* work = make_task_work(main, sizeof(Block) + sizeof(Item) * count, limits);
  if (work != nullptr) static_cast<Block*>(work->task->block)->count = count;
  return work;
}

}  // namespace

Work* make_inspection_work(uint32_t count, const Limits& limits) {
  return make_list_work<InspectionBlock, InspectedPath>(inspect_paths, count, limits);
}

InspectionBlock* inspection_block(Work* work) { return static_cast<InspectionBlock*>(work->task->block); }

void inspect_paths(void* block, const TaskContext& context) {
  auto& request = *static_cast<InspectionBlock*>(block);
  for (uint32_t index = 0; index < request.count && !context.stop_requested(); ++index) {
    InspectedPath& one = request.paths[index];
    sys::FileFacts facts;
    one.error = -look_at(one.path, &facts);
    if (one.error == 0) {
      one.mode = facts.mode;
      one.device_major = facts.device_major;
      one.device_minor = facts.device_minor;
      one.size = S_ISBLK(facts.mode) ? capacity_of(one.path) : facts.size;
    }
    context.progress->advance();
  }
}

Work* make_anywhere_layout_work(uint32_t count, const Limits& limits) {
  return make_list_work<AnywhereBlock, AnywhereFile>(lay_out_anywhere, count, limits);
}

AnywhereBlock* anywhere_block(Work* work) { return static_cast<AnywhereBlock*>(work->task->block); }

void lay_out_anywhere(void* block, const TaskContext& context) {
  auto& request = *static_cast<AnywhereBlock*>(block);
  uint64_t to_write = 0;
  for (uint32_t index = 0; index < request.count; ++index) {
    // Nobody knows how much space there is.
    if (!request.files[index].fills_device) to_write += request.files[index].size;
  }
  context.progress->total_bytes.store(to_write, std::memory_order_relaxed);
  for (uint32_t index = 0; index < request.count && !context.stop_requested(); ++index) {
    AnywhereFile& file = request.files[index];
    if (AnywhereLayout(file, context).run()) continue;
    // The job of this file fails, and the others go on.
    file.failure = *context.failure;
    *context.failure = {};
  }
  if (context.stop_requested()) context.fail(EINTR, TaskStep::kWrite);
}

}  // namespace vfload

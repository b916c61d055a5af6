#include "core/file/residency.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

#include "core/sys/file.h"
#include "core/sys/numbers.h"
#include "core/sys/syscall.h"

namespace vfload {

namespace {

/// Both as the kernel has them (include/uapi/linux/mman.h); older headers lack them.
struct CachestatRange {
  uint64_t offset;
  uint64_t length;  ///< 0: to the end
};

struct Cachestat {
  uint64_t cached;
  uint64_t dirty;
  uint64_t writeback;
  uint64_t evicted;
  uint64_t recently_evicted;
};

/// Looked at by one mincore: its answer, a byte a page, is on the stack.
constexpr uint64_t kMincoreBytes = 32 << 20;
constexpr uint64_t kSmallestPage = 4096;

uint64_t page_bytes() { return static_cast<uint64_t>(sysconf(_SC_PAGESIZE)); }

bool ask_cachestat(int fd, FileResidency& file) {
  const CachestatRange range = {.offset = 0, .length = 0};
  Cachestat found = {};
  if (sys::call(SYS_cachestat, fd, &range, &found, 0) < 0) return false;
  file.method = ResidencyMethod::kCachestat;
  file.cached_bytes = std::min(found.cached * page_bytes(), file.size_bytes);
  file.dirty_bytes = (found.dirty + found.writeback) * page_bytes();
  return true;
}

/// Pages of a part of the file that are cached, or a negative errno.
long count_resident(int fd, uint64_t offset, uint64_t bytes) {
  unsigned char pages[kMincoreBytes / kSmallestPage];
  const long mapped = sys::call(SYS_mmap, nullptr, bytes, PROT_READ, MAP_SHARED, fd, offset);
  if (mapped < 0) return mapped;
  const long error = sys::call(SYS_mincore, mapped, bytes, pages);
  sys::call(SYS_munmap, mapped, bytes);
  if (error < 0) return error;
  long resident = 0;
  const uint64_t count = (bytes + page_bytes() - 1) / page_bytes();
  for (uint64_t page = 0; page < count; ++page) resident += pages[page] & 1;
  return resident;
}

void ask_mincore(int fd, FileResidency& file, const TaskContext& context) {
  uint64_t cached = 0;
  for (uint64_t offset = 0; offset < file.size_bytes; offset += kMincoreBytes) {
    const long resident = count_resident(fd, offset, std::min(kMincoreBytes, file.size_bytes - offset));
    if (resident < 0 || context.stop_requested()) return;
    cached += static_cast<uint64_t>(resident) * page_bytes();
    context.progress->advance();
  }
  file.method = ResidencyMethod::kMincore;
  file.cached_bytes = std::min(cached, file.size_bytes);
}

void look_at(int directory, FileResidency& file, bool mincore_only, const TaskContext& context) {
  const int fd = sys::open_in(directory, file.name, O_RDONLY);
  if (fd < 0) return;
  sys::FileFacts facts;
  if (sys::facts_of(fd, &facts) == 0 && facts.regular()) {
    file.size_bytes = facts.size;
    if (mincore_only || !ask_cachestat(fd, file)) ask_mincore(fd, file, context);
  }
  sys::close(fd);
  context.progress->advance();
}

}  // namespace

Work* make_residency_work(const KeeperBlock* keeper, uint32_t file_count, bool mincore_only,
                          const Limits& limits) {
  Work* work =
      make_task_work(look_at_residency, sizeof(ResidencyBlock) + sizeof(FileResidency) * file_count, limits);
  if (work == nullptr) return nullptr;
  ResidencyBlock* block = residency_block(work);
  memcpy(block->directory, keeper->directory, sizeof block->directory);
  block->mincore_only = mincore_only;
  block->file_count = file_count;
  return work;
}

ResidencyBlock* residency_block(Work* work) { return static_cast<ResidencyBlock*>(work->task->block); }

void look_at_residency(void* block, const TaskContext& context) {
  ResidencyBlock& request = *static_cast<ResidencyBlock*>(block);
  const int directory = sys::open_directory(request.directory);
  if (directory < 0) {
    context.fail(-directory, TaskStep::kOpen);
    return;
  }
  for (uint32_t index = 0; index < request.file_count && !context.stop_requested(); ++index) {
    look_at(directory, request.files[index], request.mincore_only, context);
  }
  sys::close(directory);
}

}  // namespace vfload

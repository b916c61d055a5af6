#include "core/file/file_writer.h"

#include <fcntl.h>

#include "core/file/random_fill.h"
#include "core/sys/clock.h"
#include "core/sys/file.h"
#include "core/sys/shared_memory.h"
#include "core/sys/syscall.h"

namespace vfload {

namespace {

constexpr uint64_t kBlockBytes = 1 << 20;

/// Write-back is started every so often, and waited for with some distance: without it gigabytes of dirty
/// pages would gather for one fsync at the end, which nobody could interrupt and which would look stuck.
constexpr uint64_t kWritebackBytes = 64 << 20;
constexpr uint64_t kWritebackDistance = 4 * kWritebackBytes;

class BlockBuffer {
 public:
  BlockBuffer() : memory_(sys::map_private(kBlockBytes)) {}
  ~BlockBuffer() { sys::unmap(memory_, kBlockBytes); }
  BlockBuffer(const BlockBuffer&) = delete;
  BlockBuffer& operator=(const BlockBuffer&) = delete;
  void* get() const { return memory_; }

 private:
  void* memory_;
};

/// Advice only: errors show at the fsync.
void start_writeback(int fd, uint64_t end) {
  sys::call(SYS_sync_file_range, fd, end - kWritebackBytes, kWritebackBytes, SYNC_FILE_RANGE_WRITE);
  if (end < kWritebackDistance + kWritebackBytes) return;
  sys::call(SYS_sync_file_range, fd, end - kWritebackDistance - kWritebackBytes, kWritebackBytes,
            SYNC_FILE_RANGE_WAIT_BEFORE);
}

}  // namespace

bool write_whole_file(const FileToWrite& file, const TaskContext& context) {
  const BlockBuffer buffer;
  if (buffer.get() == nullptr) return context.fail(ENOMEM, TaskStep::kWrite, file.name);
  RandomFill random(sys::monotonic_ns() ^ (file.size << 32));
  for (uint64_t offset = 0; offset < file.size; offset += kBlockBytes) {
    if (context.stop_requested()) return context.fail(EINTR, TaskStep::kWrite, file.name, offset);
    const uint64_t bytes = file.size - offset < kBlockBytes ? file.size - offset : kBlockBytes;
    if (!file.zeros) random.fill(buffer.get(), kBlockBytes);
    const int error = sys::write_all(file.fd, buffer.get(), bytes, offset);
    if (error < 0) return context.fail(-error, TaskStep::kWrite, file.name, offset, bytes);
    context.progress->advance(bytes);
    const uint64_t end = offset + bytes;
    if (end % kWritebackBytes == 0) start_writeback(file.fd, end);
  }
  if (context.stop_requested()) return context.fail(EINTR, TaskStep::kFsync, file.name);
  const long error = sys::call(SYS_fsync, file.fd);
  context.progress->advance();
  return error == 0 || context.fail(static_cast<int>(-error), TaskStep::kFsync, file.name, 0, file.size);
}

}  // namespace vfload

#include "core/file/file_writer.h"

#include <fcntl.h>

#include <cerrno>

#include "core/file/random_fill.h"
#include "core/sys/clock.h"
#include "core/sys/file.h"
#include "core/sys/shared_memory.h"
#include "core/sys/syscall.h"

namespace vfload {

namespace {

constexpr uint64_t kLargeBlockBytes = 1 << 20;

/// RandomFill makes no less at a time.
constexpr uint64_t kFillBytes = 32;

/// Write-back is started every so often, and waited for with some distance: without it gigabytes of dirty
/// pages would gather for one fsync at the end, which nobody could interrupt and which would look stuck.
constexpr uint64_t kWritebackBytes = 64 << 20;
constexpr uint64_t kWritebackDistance = 4 * kWritebackBytes;

class BlockBuffer {
 public:
  explicit BlockBuffer(size_t bytes) : bytes_(bytes), memory_(sys::map_private(bytes)) {}
  ~BlockBuffer() { sys::unmap(memory_, bytes_); }
  BlockBuffer(const BlockBuffer&) = delete;
  BlockBuffer& operator=(const BlockBuffer&) = delete;
  void* get() const { return memory_; }

 private:
  size_t bytes_;
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
  const uint64_t block_bytes = file.block_bytes == 0 ? kLargeBlockBytes : file.block_bytes;
  const uint64_t buffer_bytes = (block_bytes + kFillBytes - 1) / kFillBytes * kFillBytes;
  const BlockBuffer buffer(buffer_bytes);
  if (buffer.get() == nullptr) return context.fail(ENOMEM, TaskStep::kWrite, file.name);
  RandomFill random(sys::monotonic_ns() ^ (file.size << 32));
  for (uint64_t offset = 0; offset < file.size; offset += block_bytes) {
    if (context.stop_requested()) return context.fail(EINTR, TaskStep::kWrite, file.name, offset);
    const uint64_t bytes = file.size - offset < block_bytes ? file.size - offset : block_bytes;
    if (!file.zeros) random.fill(buffer.get(), buffer_bytes);
    const int error = sys::write_on(file.fd, buffer.get(), bytes);
    if (file.until_full && (error == -ENOSPC || error == -EDQUOT)) break;
    if (error < 0) return context.fail(-error, TaskStep::kWrite, file.name, offset, bytes);
    context.progress->advance(bytes);
    const uint64_t end = offset + bytes;
    if (file.block_bytes == 0 && end % kWritebackBytes == 0) start_writeback(file.fd, end);
  }
  if (!file.synced) return true;
  if (context.stop_requested()) return context.fail(EINTR, TaskStep::kFsync, file.name);
  const long error = sys::call(SYS_fsync, file.fd);
  context.progress->advance();
  return error == 0 || context.fail(static_cast<int>(-error), TaskStep::kFsync, file.name, 0, file.size);
}

}  // namespace vfload

#include "core/file/extents.h"

#include <linux/fiemap.h>
#include <linux/fs.h>

#include <cstring>

#include "core/sys/syscall.h"

namespace vfload {

namespace {

constexpr uint32_t kExtentsPerCall = 32;

/// A request and the room that the kernel fills with extents right behind it.
struct ExtentRequest {
  alignas(fiemap) char bytes[sizeof(fiemap) + kExtentsPerCall * sizeof(fiemap_extent)];

  fiemap* header() { return reinterpret_cast<fiemap*>(bytes); }
};

}  // namespace

Extents inspect_extents(int fd, uint64_t bytes) {
  uint64_t at = 0;
  while (at < bytes) {
    ExtentRequest request;
    memset(request.bytes, 0, sizeof request.bytes);
    fiemap* header = request.header();
    header->fm_start = at;
    header->fm_length = bytes - at;
    header->fm_extent_count = kExtentsPerCall;
    if (sys::call(SYS_ioctl, fd, FS_IOC_FIEMAP, header) < 0) return Extents::kUnknown;
    if (header->fm_mapped_extents == 0) return Extents::kUnwritten;
    for (uint32_t index = 0; index < header->fm_mapped_extents && at < bytes; ++index) {
      const fiemap_extent& extent = header->fm_extents[index];
      if (extent.fe_logical > at || (extent.fe_flags & FIEMAP_EXTENT_UNWRITTEN) != 0)
        return Extents::kUnwritten;
      at = extent.fe_logical + extent.fe_length;
    }
  }
  return Extents::kWritten;
}

}  // namespace vfload

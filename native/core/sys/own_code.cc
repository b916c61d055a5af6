#include "core/sys/own_code.h"

#include <errno.h>
#include <stdint.h>
#include <sys/mman.h>

#include "core/sys/syscall.h"

// Made by the linker for each program and library: where its image begins and where its code ends.
extern "C" {
[[gnu::visibility("hidden")]] extern const char image_start[] asm("__ehdr_start");
[[gnu::visibility("hidden")]] extern const char etext[];
}

namespace vfload::sys {

namespace {

constexpr int kPopulateRead = 22;  ///< MADV_POPULATE_READ, which older headers do not have

}  // namespace

void load_own_code() {
  constexpr uintptr_t kPageBytes = 4096;
  const uintptr_t start = reinterpret_cast<uintptr_t>(image_start) & ~(kPageBytes - 1);
  const auto end = reinterpret_cast<uintptr_t>(etext);
  // Page by page, since there may be gaps between the segments of the image.
  for (uintptr_t at = start; at < end; at += kPageBytes) {
    if (call(SYS_madvise, at, kPageBytes, kPopulateRead) == -EINVAL) {
      // Kernels before 5.14: read ahead, and hope.
      call(SYS_madvise, start, end - start, MADV_WILLNEED);
      return;
    }
  }
}

}  // namespace vfload::sys

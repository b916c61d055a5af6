#include <sys/mman.h>

#include "core/probe/operations.h"
#include "core/sys/syscall.h"

namespace vfload {

namespace {

#ifndef MAP_SHARED_VALIDATE
#define MAP_SHARED_VALIDATE 0x03
#endif
#ifndef MAP_SYNC
#define MAP_SYNC 0x80000
#endif

/// Maps the whole file and lets `use` have the mapping. 0 or -errno.
template <class Use>
int with_mapping(const ProbeFile& file, int protection, int flags, Use&& use) {
  void* memory = mmap(nullptr, kProbeFileBytes, protection, flags, file.fd, 0);
  if (memory == MAP_FAILED) return -errno;
  const int error = use(static_cast<volatile uint8_t*>(memory));
  munmap(memory, kProbeFileBytes);
  return error;
}

}  // namespace

int probe_map_read(ProbeFile& file) {
  return with_mapping(file, PROT_READ, MAP_SHARED, [](const volatile uint8_t* memory) {
    static_cast<void>(memory[0]);
    return 0;
  });
}

int probe_map_write(ProbeFile& file) {
  return with_mapping(file, PROT_READ | PROT_WRITE, MAP_SHARED, [](volatile uint8_t*) { return 0; });
}

int probe_map_store(ProbeFile& file) {
  return with_mapping(file, PROT_READ | PROT_WRITE, MAP_SHARED, [](volatile uint8_t* memory) {
    memory[4096] = 1;
    return static_cast<int>(sys::call(SYS_msync, memory, kProbeBufferBytes, MS_SYNC));
  });
}

int probe_map_sync(ProbeFile& file) {
  return with_mapping(file, PROT_READ | PROT_WRITE, MAP_SHARED_VALIDATE | MAP_SYNC,
                      [](volatile uint8_t*) { return 0; });
}

}  // namespace vfload

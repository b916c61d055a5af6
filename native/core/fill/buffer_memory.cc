#include "core/fill/buffer_memory.h"

#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/shm.h>

#include <cerrno>

#include "core/sys/syscall.h"

namespace vfload {

namespace {

bool is_huge(MemoryKind kind) { return kind == MemoryKind::kShmHuge || kind == MemoryKind::kMmapHuge; }

size_t rounded_up(size_t bytes, uint64_t unit) { return (bytes + unit - 1) / unit * unit; }

/// What MAP_POPULATE does for mappings: no page fault is left for the time that is measured.
void fault_in(uint8_t* memory, size_t bytes) {
  constexpr size_t kPageBytes = 4096;
  for (size_t at = 0; at < bytes; at += kPageBytes) static_cast<volatile uint8_t*>(memory)[at] = 0;
}

}  // namespace

BufferMemory::~BufferMemory() {
  if (mapping_ == nullptr) return;
  if (is_segment_) {
    sys::call(SYS_shmdt, mapping_);
  } else {
    munmap(mapping_, mapped_bytes_);
  }
}

int BufferMemory::map(const FillSpec& spec, size_t bytes) {
  // fio aligns to a page and then adds iomem_align: it is a distance from the page (its addresses show it).
  size_t whole = bytes + spec.alignment;
  if (is_huge(spec.memory)) whole = rounded_up(whole, spec.huge_page_bytes);
  const bool shm = spec.memory == MemoryKind::kShm || spec.memory == MemoryKind::kShmHuge;
  if (const int error = shm ? map_shm(spec, whole) : map_pages(spec, whole); error != 0) return error;
  start_ = static_cast<uint8_t*>(mapping_) + spec.alignment;
  bytes_ = bytes;
  return lock(spec.locked_bytes);
}

int BufferMemory::map_shm(const FillSpec& spec, size_t bytes) {
  const int huge = spec.memory == MemoryKind::kShmHuge ? SHM_HUGETLB : 0;
  const long segment = sys::call(SYS_shmget, IPC_PRIVATE, bytes, IPC_CREAT | huge | 0600);
  if (segment < 0) return static_cast<int>(-segment);
  const long address = sys::call(SYS_shmat, segment, nullptr, 0);
  // It goes when the last process that has it lets go of it, however that ends.
  sys::call(SYS_shmctl, segment, IPC_RMID, nullptr);
  if (address < 0 && address > -4096) return static_cast<int>(-address);
  mapping_ = reinterpret_cast<void*>(address);
  mapped_bytes_ = bytes;
  is_segment_ = true;
  fault_in(static_cast<uint8_t*>(mapping_), bytes);
  return 0;
}

int BufferMemory::map_pages(const FillSpec& spec, size_t bytes) {
  int flags = MAP_ANONYMOUS | MAP_POPULATE;
  flags |= spec.memory == MemoryKind::kMmapShared ? MAP_SHARED : MAP_PRIVATE;
  if (spec.memory == MemoryKind::kMmapHuge) flags |= MAP_HUGETLB;
  void* memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, flags, -1, 0);
  if (memory == MAP_FAILED) return errno;
  mapping_ = memory;
  mapped_bytes_ = bytes;
  return 0;
}

int BufferMemory::lock(size_t bytes) {
  if (bytes == 0) return 0;
  if (!locked_.map(bytes)) return ENOMEM;
  const long result = sys::call(SYS_mlock, locked_.as<void>(), bytes);
  return result < 0 ? static_cast<int>(-result) : 0;
}

}  // namespace vfload

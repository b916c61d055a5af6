#include "core/engine/mmap.h"

#include <unistd.h>

#include "core/engine/table.h"
#include "core/job/open.h"
#include "core/job/run_engine.h"

namespace vfload {

int Mmap::set_up(const EngineSetup& setup) {
  const JobSpec& spec = *setup.spec;
  // Lengths that vary are multiples of nothing.
  copy_ = choose_copy(spec.generate.wanted ? 1 : spec.block_size);
  direct_ = spec.direct;
  huge_pages_ = spec.engine_options.huge_pages;
  range_start_ = setup.range_start;
  range_bytes_ = setup.range_bytes;
  block_bytes_ = spec.block_size;
  page_bytes_ = static_cast<uint64_t>(sysconf(_SC_PAGESIZE));
  // Who only trims maps for reading, as in fio.
  const bool writes = has_writes(spec.workload);
  protection_ = (has_reads(spec.workload) || !writes ? PROT_READ : 0) | (writes ? PROT_WRITE : 0);
  switch (access_pattern(spec)) {
    case FadviseHint::kRandom:
      advice_ = MADV_RANDOM;
      break;
    case FadviseHint::kSequential:
      advice_ = MADV_SEQUENTIAL;
      break;
    default:
      advice_ = MADV_NORMAL;
  }
  files_ = setup.files;
  return files_ == 1 || others_.map(sizeof(Mapped) * files_) ? 0 : ENOMEM;
}

int Mmap::attach_file(uint32_t index, int fd, const JobFile& file) {
  select_file(index, fd);
  range_start_ = file.start_bytes;
  range_bytes_ = file.range_bytes;
  return attach(fd);
}

void Mmap::select_file(uint32_t index, int fd) {
  fd_ = fd;
  if (index == present_) return;
  others_.as<Mapped>()[present_] = {base_, mapping_, mapping_bytes_, maps_range_};
  const Mapped& next = others_.as<Mapped>()[index];
  base_ = next.base;
  mapping_ = next.mapping;
  mapping_bytes_ = next.mapping_bytes;
  maps_range_ = next.maps_range;
  copies_only_ = maps_range_ && !direct_;
  present_ = index;
}

void Mmap::detach_file(uint32_t index) {
  select_file(index, -1);
  unmap();
}

int Mmap::attach(int fd) {
  fd_ = fd;
  maps_range_ = map(range_start_, range_bytes_) == 0;
  copies_only_ = maps_range_ && !direct_;
  return maps_range_ ? 0 : map(range_start_, block_bytes_);
}

int Mmap::map(uint64_t offset, uint64_t bytes) {
  unmap();
  const uint64_t lead = offset % page_bytes_;
  const int kind = huge_pages_ ? MAP_PRIVATE : MAP_SHARED;
  void* start = mmap(nullptr, bytes + lead, protection_, kind, fd_, static_cast<off_t>(offset - lead));
  if (start == MAP_FAILED) return errno;
  mapping_ = start;
  mapping_bytes_ = bytes + lead;
  base_ = reinterpret_cast<uintptr_t>(start) - (offset - lead);
  // A kernel without huge pages says EINVAL, which fio does not mind either.
  if (huge_pages_) madvise(mapping_, mapping_bytes_, MADV_HUGEPAGE);
  if (advice_ != MADV_NORMAL) madvise(mapping_, mapping_bytes_, advice_);
  return 0;
}

long Mmap::sync_pages(uint64_t offset, uint64_t bytes) const {
  const uint64_t lead = offset % page_bytes_;
  return msync(reinterpret_cast<void*>(base_ + offset - lead), bytes + lead, MS_SYNC) == 0 ? 0 : -errno;
}

long Mmap::sync(bool) { return msync(mapping_, mapping_bytes_, MS_SYNC) == 0 ? 0 : -errno; }

void Mmap::unmap() {
  if (mapping_ != nullptr) munmap(mapping_, mapping_bytes_);
  mapping_ = nullptr;
}

void Mmap::tear_down() {
  unmap();
  for (uint32_t index = 0; others_.bytes() != 0 && index < files_; ++index) detach_file(index);
}

void run_mmap(JobRun& job) {
  Mmap engine;
  run_engine(job, engine);
}

}  // namespace vfload

#include "core/job/open.h"

#include <fcntl.h>

#include "core/offset/policy.h"
#include "core/sys/file.h"
#include "core/sys/rw.h"

namespace vfload {

int open_flags(const JobSpec& spec, const EngineFlags& engine) {
  if (engine.opens_for_writing) return O_RDWR | O_CREAT;
  int flags = has_writes(spec.workload) ? O_RDWR | O_CREAT : O_RDONLY;
  // For mmap too, which ignores it: what the file system makes of the flag at open is part of what is
  // measured.
  if (spec.direct) flags |= O_DIRECT;
  return flags;
}

FadviseHint access_pattern(const JobSpec& spec) {
  if (spec.fadvise_hint != FadviseHint::kByWorkload) return spec.fadvise_hint;
  return is_random(spec.workload) ? FadviseHint::kRandom : FadviseHint::kSequential;
}

void invalidate_range(const JobSpec& spec, int fd, uint64_t range_bytes) {
  sys::fadvise(fd, spec.offset, range_bytes, POSIX_FADV_DONTNEED);
}

int open_job_file(const JobSpec& spec, const EngineFlags& engine, int directory, uint64_t range_bytes) {
  constexpr unsigned kMode = 0600;
  const int fd = sys::open_in(directory, spec.filename, open_flags(spec, engine), kMode);
  if (fd < 0) return fd;
  if (spec.invalidate) invalidate_range(spec, fd, range_bytes);
  const FadviseHint pattern = access_pattern(spec);
  if (pattern == FadviseHint::kRandom) sys::fadvise(fd, spec.offset, range_bytes, POSIX_FADV_RANDOM);
  if (pattern == FadviseHint::kSequential) sys::fadvise(fd, spec.offset, range_bytes, POSIX_FADV_SEQUENTIAL);
  return fd;
}

}  // namespace vfload

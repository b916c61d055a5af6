#include "core/job/open.h"

#include <fcntl.h>

#include "core/offset/policy.h"
#include "core/sys/file.h"
#include "core/sys/rw.h"

namespace vfload {

namespace {

/// Of files that a job makes itself; those that are laid out have 0644.
constexpr unsigned kMode = 0600;

// Since Linux 4.13; what an older C library does not have. The second one went with Linux 5.17.
constexpr int kSetInodeHint = 1024 + 12;
constexpr int kSetDescriptorHint = 1024 + 14;

/// 0 or minus an errno. Of a file that is open with O_DIRECT fio hints at the descriptor.
int give_write_hint(const JobSpec& spec, int fd) {
  if (spec.files.write_hint == WriteHint::kNotGiven) return 0;
  const auto hint = static_cast<uint64_t>(spec.files.write_hint);
  const int command = spec.direct ? kSetDescriptorHint : kSetInodeHint;
  return static_cast<int>(sys::call(SYS_fcntl, fd, command, &hint));
}

}  // namespace

int open_flags(const JobSpec& spec, const EngineFlags& engine) {
  if (engine.opens_for_writing) return O_RDWR | O_CREAT;
  const FilesSpec& files = spec.files;
  const bool writes = has_writes(spec.workload);
  int flags = writes || has_trims(spec.workload) ? O_RDWR : O_RDONLY;
  if ((writes || files.create_on_open) && !files.forbids_creating) flags |= O_CREAT;
  // For mmap too, which ignores it: what the file system makes of the flag at open is part of what is
  // measured. For readers as well.
  if (spec.direct) flags |= O_DIRECT;
  if (files.write_through == WriteThrough::kSync) flags |= O_SYNC;
  if (files.write_through == WriteThrough::kDataSync) flags |= O_DSYNC;
  return flags;
}

FadviseHint access_pattern(const JobSpec& spec) {
  if (spec.fadvise_hint != FadviseHint::kByWorkload) return spec.fadvise_hint;
  return is_random(spec.workload) ? FadviseHint::kRandom : FadviseHint::kSequential;
}

JobFile first_file(const JobSpec& spec) {
  if (spec.files.list != nullptr) return spec.files.list[0];
  return {spec.filename, spec.filename, spec.offset, spec.size, spec.offset + spec.size, 0};
}

int open_job_directory(const JobSpec& spec) {
  return spec.files.anywhere ? AT_FDCWD : sys::open_directory(spec.directory);
}

void invalidate_range(const JobFile& file, int fd) {
  sys::fadvise(fd, file.start_bytes, file.range_bytes, POSIX_FADV_DONTNEED);
}

int open_job_file(const JobSpec& spec, const EngineFlags& engine, int directory, const JobFile& file) {
  const int flags = open_flags(spec, engine);
  const int fd = spec.files.anywhere ? sys::open_anywhere(file.path, flags, kMode)
                                     : sys::open_in(directory, file.path, flags, kMode);
  if (fd < 0) return fd;
  // What was just read into the cache stays there (fio-semantics 2.3).
  if (spec.invalidate && !spec.files.pre_read) invalidate_range(file, fd);
  const FadviseHint pattern = access_pattern(spec);
  if (pattern == FadviseHint::kRandom) {
    sys::fadvise(fd, file.start_bytes, file.range_bytes, POSIX_FADV_RANDOM);
  }
  if (pattern == FadviseHint::kSequential) {
    sys::fadvise(fd, file.start_bytes, file.range_bytes, POSIX_FADV_SEQUENTIAL);
  }
  if (const int error = give_write_hint(spec, fd); error < 0) {
    sys::close(fd);
    return error;
  }
  return fd;
}

}  // namespace vfload

#include "core/job/open_files.h"

#include <fcntl.h>
#include <sys/resource.h>

#include <cerrno>

#include "core/job/open.h"
#include "core/sys/file.h"
#include "core/sys/rw.h"

namespace vfload {

namespace {

/// Descriptors that a job has besides those of its files: standard streams, rings, logs.
constexpr uint64_t kOtherDescriptors = 64;

/// Lets the process have so many open files, where its hard limit allows that. Where it does not, the open
/// that is one too many fails with EMFILE.
void allow_open_files(uint64_t count) {
  rlimit limit;
  if (sys::call(SYS_prlimit64, 0, RLIMIT_NOFILE, nullptr, &limit) < 0) return;
  const uint64_t wanted = count + kOtherDescriptors;
  if (limit.rlim_cur >= wanted) return;
  limit.rlim_cur = wanted < limit.rlim_max ? wanted : limit.rlim_max;
  sys::call(SYS_prlimit64, 0, RLIMIT_NOFILE, &limit, nullptr);
}

}  // namespace

OpenFiles::~OpenFiles() {
  for (uint32_t index = 0; slots_.bytes() != 0 && index < count_; ++index) sys::close(fd(index));
  sys::close(directory_);
}

int OpenFiles::set_up(const JobSpec& spec, const EngineFlags& engine) {
  spec_ = &spec;
  engine_ = engine;
  only_ = first_file(spec);
  list_ = spec.files.list != nullptr ? spec.files.list : &only_;
  count_ = spec.files.list != nullptr ? spec.files.count : 1;
  if (!slots_.map(sizeof(Slot) * count_)) return ENOMEM;
  for (uint32_t index = 0; index < count_; ++index) slot(index).fd = kClosed;
  if (engine.diskless) return 0;
  const uint32_t limit = spec.files.open_limit;
  allow_open_files(limit != 0 && limit < count_ ? limit : count_);
  directory_ = open_job_directory(spec);
  return directory_ < 0 && directory_ != AT_FDCWD ? -directory_ : 0;
}

void OpenFiles::finish(uint32_t index) {
  Slot& one = slot(index);
  if (!is_open(index) || one.finished) return;
  one.finished = true;
  if (one.in_flight == 0) line_up(index);
}

void OpenFiles::finish_all() {
  for (uint32_t index = 0; index < count_; ++index) finish(index);
}

void OpenFiles::release(uint32_t index) {
  Slot& one = slot(index);
  one.in_flight -= 1;
  if (one.in_flight == 0 && one.finished) line_up(index);
}

void OpenFiles::line_up(uint32_t index) {
  if (to_close_count_ == 0) {
    first_to_close_ = index;
  } else {
    slot(last_to_close_).next_to_close = index;
  }
  last_to_close_ = index;
  to_close_count_ += 1;
}

bool OpenFiles::next_to_close(uint32_t* index) {
  if (to_close_count_ == 0) return false;
  *index = first_to_close_;
  first_to_close_ = slot(first_to_close_).next_to_close;
  to_close_count_ -= 1;
  return true;
}

int OpenFiles::open(uint32_t index) {
  if (engine_.diskless) {
    slot(index).fd = kNoDescriptor;
    return 0;
  }
  const int fd = open_job_file(*spec_, engine_, directory_, list_[index]);
  if (fd < 0) return -fd;
  Slot& one = slot(index);
  one.fd = fd;
  sys::FileFacts facts;
  if (sys::facts_of(fd, &facts) == 0) one.known_bytes = facts.size;
  return 0;
}

void OpenFiles::close(uint32_t index) {
  Slot& one = slot(index);
  sys::close(one.fd);
  one.fd = kClosed;
  one.finished = false;
}

int OpenFiles::open_plain(uint32_t index) const {
  const char* path = list_[index].path;
  return spec_->files.anywhere ? sys::open_anywhere(path, O_RDONLY)
                               : sys::open_in(directory_, path, O_RDONLY);
}

int OpenFiles::read_ahead(uint32_t* failed) {
  sys::PrivateMemory buffer;
  if (!buffer.map(spec_->block_size)) return ENOMEM;
  int error = 0;
  for (uint32_t index = 0; index < count_ && error == 0; ++index) {
    const int fd = open_plain(index);
    *failed = index;
    error = fd < 0 ? -fd : read_range(fd, index, buffer.as<uint8_t>());
    sys::close(fd);
  }
  return error;
}

/// A file that ends early is read to its end.
int OpenFiles::read_range(int fd, uint32_t index, uint8_t* buffer) const {
  const JobFile& file = list_[index];
  for (uint64_t at = 0; at < file.range_bytes;) {
    const uint64_t left = file.range_bytes - at;
    const uint64_t bytes = left < spec_->block_size ? left : spec_->block_size;
    const long got = sys::pread(fd, buffer, bytes, file.start_bytes + at);
    if (got == -EINTR) continue;
    if (got < 0) return static_cast<int>(-got);
    if (got == 0) break;
    at += static_cast<uint64_t>(got);
  }
  return 0;
}

void OpenFiles::unlink_all() const {
  for (uint32_t index = 0; index < count_; ++index) {
    sys::call(SYS_unlinkat, directory_, list_[index].path, 0);
  }
}

}  // namespace vfload

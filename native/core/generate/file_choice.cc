#include "core/generate/file_choice.h"

#include "core/offset/seeds.h"

namespace vfload {

namespace {

/// fio draws skewed choices of files among 1024 times as many and divides.
constexpr uint32_t kSkewShift = 10;

Distribution distribution_of(FileService service) {
  if (service == FileService::kZipf) return Distribution::kZipf;
  return service == FileService::kPareto ? Distribution::kPareto : Distribution::kNormal;
}

}  // namespace

void FileChoice::set_up(const JobSpec& spec, uint32_t count, FileUse* use) {
  const GenerateSpec& generate = spec.generate;
  service_ = generate.service;
  wide_ = generate.generator == RandomGenerator::kTausworthe64;
  count_ = count;
  ios_each_ = generate.service_ios == 0 ? 1 : generate.service_ios;
  open_limit_ = spec.files.open_limit == 0 || spec.files.open_limit > count ? count : spec.files.open_limit;
  use_ = use;
  if (is_skewed(service_)) {
    skewed_.set_up({distribution_of(service_), uint64_t{count_} << kSkewShift, generate.service_value,
                    generate.service_center, false},
                   static_cast<uint32_t>(stream_seed(spec, Stream::kFile)), nullptr);
  }
  restart(spec);
}

/// Skewed choices run on, as seen with fio 3.33.
void FileChoice::restart(const JobSpec& spec) { draws_.seed(stream_seed(spec, Stream::kFile), wide_); }

void FileChoice::start_pass() {
  for (uint32_t file = 0; file < count_; ++file) use_[file] = {};
  done_count_ = 0;
  open_count_ = 0;
  // A pass that ended by its bytes had a file, which is closed like all others.
  has_current_ = false;
}

void FileChoice::close(uint32_t file) {
  use_[file].open = false;
  open_count_ -= 1;
  has_current_ = false;
}

void FileChoice::finish(uint32_t file) {
  close(file);
  use_[file].done = true;
  done_count_ += 1;
}

bool FileChoice::next(uint32_t& file) {
  if (all_done()) return false;
  if (has_current_) {
    if (service_ == FileService::kSequential) {
      file = current_;
      return true;
    }
    if (left_ != 0) {
      left_ -= 1;
      file = current_;
      return true;
    }
  }
  current_ = choose();
  if (!use_[current_].open) open_count_ += 1;
  use_[current_].open = true;
  has_current_ = true;
  left_ = ios_each_ - 1;
  file = current_;
  return true;
}

/// A file that is not open waits until one of the open ones is done.
bool FileChoice::may_take(uint32_t file) const {
  return use_[file].open || (!use_[file].done && open_count_ < open_limit_);
}

uint32_t FileChoice::next_in_turn() {
  for (;;) {
    const uint32_t file = turn_;
    turn_ = turn_ + 1 == count_ ? 0 : turn_ + 1;
    if (may_take(file)) return file;
  }
}

uint32_t FileChoice::choose() {
  if (service_ == FileService::kRoundRobin || service_ == FileService::kSequential) return next_in_turn();
  for (;;) {
    const uint32_t file = is_skewed(service_) ? static_cast<uint32_t>(skewed_.next() >> kSkewShift)
                                              : static_cast<uint32_t>(draws_.below(count_));
    if (may_take(file)) return file;
  }
}

}  // namespace vfload

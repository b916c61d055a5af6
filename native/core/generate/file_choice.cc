#include "core/generate/file_choice.h"

namespace vfload {

namespace {

/// fio draws skewed choices of files among 1024 times as many and divides.
constexpr uint32_t kSkewShift = 10;

Distribution distribution_of(FileService service) {
  if (service == FileService::kZipf) return Distribution::kZipf;
  return service == FileService::kPareto ? Distribution::kPareto : Distribution::kNormal;
}

}  // namespace

void FileChoice::set_up(const GenerateSpec& spec, uint64_t seed, uint64_t skew_seed, FileUse* use) {
  service_ = spec.service;
  wide_ = spec.generator == RandomGenerator::kTausworthe64;
  count_ = spec.file_count == 0 ? 1 : spec.file_count;
  ios_each_ = spec.service_ios == 0 ? 1 : spec.service_ios;
  open_limit_ = spec.open_files == 0 || spec.open_files > count_ ? count_ : spec.open_files;
  use_ = use;
  if (is_skewed(service_)) {
    skewed_.set_up({distribution_of(service_), uint64_t{count_} << kSkewShift, spec.service_value,
                    spec.service_center, false},
                   static_cast<uint32_t>(skew_seed), nullptr);
  }
  draws_.seed(seed, wide_);
}

void FileChoice::restart(uint64_t seed, uint64_t skew_seed) {
  draws_.seed(seed, wide_);
  static_cast<void>(skew_seed);
}

void FileChoice::start_pass() {
  for (uint32_t file = 0; file < count_; ++file) use_[file] = {};
  done_count_ = 0;
  open_count_ = 0;
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

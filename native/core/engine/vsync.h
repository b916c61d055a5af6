// vsync: readv(2) and writev(2) of what follows on each other: units wait until one comes that does not, or
// until the batch or the depth is full. As in fio each call is preceded by an lseek(2), wanted or not.
#pragma once

#include <algorithm>
#include <cerrno>

#include "core/engine/engine.h"
#include "core/sys/private_memory.h"
#include "core/sys/rw.h"

namespace vfload {

class Vsync {
 public:
  static constexpr EngineFlags kFlags{.waits_in_submission = true, .moves_position = true, .lean = false};

  int set_up(const EngineSetup& setup) {
    if (!done_.map(sizeof(Completion) * setup.depth)) return ENOMEM;
    if (!descriptors_.map(sizeof(int) * setup.depth)) return ENOMEM;
    return vectors_.map(sizeof(sys::IoVector) * setup.depth) ? 0 : ENOMEM;
  }

  int attach(int fd) {
    fd_ = fd;
    return 0;
  }

  /// Units that are prepared from here on are for another file.
  void select(int fd) { fd_ = fd; }

  void prepare(IoUnit& unit) { descriptors_.as<int>()[unit.index] = fd_; }

  /// Whether one call can do `next` after `last`.
  static bool follows(const IoUnit& last, const IoUnit& next) {
    return next.file == last.file && next.direction == last.direction &&
           next.offset == last.offset + last.length;
  }

  template <Direction D>
  int submit(IoUnit& unit) {
    IoUnit* one = &unit;
    submit_many(&one, 1);
    return 0;
  }

  /// Takes the units of one call. How each has ended is its completion's matter.
  long submit_many(IoUnit** units, uint32_t count) {
    auto* const vectors = vectors_.as<sys::IoVector>();
    uint32_t taken = 0;
    while (taken < count && taken < kMostVectors &&
           (taken == 0 || follows(*units[taken - 1], *units[taken]))) {
      vectors[taken] = {units[taken]->buffer, units[taken]->length};
      taken += 1;
    }
    transfer(units, taken);
    return taken;
  }

  bool syncs_in_flight() const { return false; }
  int submit_sync(IoUnit&, bool) { return EINVAL; }
  long sync(bool data_only) { return data_only ? sys::fdatasync(fd_) : sys::fsync(fd_); }

  long reap() { return count_; }
  long reap(ReapBounds) { return count_; }
  Completion completion(uint32_t number) { return done_.as<Completion>()[number]; }

  /// Whoever reaps takes all that there are.
  void release(uint32_t count) {
    auto* const done = done_.as<Completion>();
    std::copy(done + count, done + count_, done);
    count_ -= count;
  }

  void tear_down() {}

 private:
  /// The kernel takes no more with one call (IOV_MAX).
  static constexpr uint32_t kMostVectors = 1024;

  /// Goes on where a call did not do all, so that only the last unit of those with data can be a short one.
  void transfer(IoUnit** units, uint32_t count) {
    auto* const vectors = vectors_.as<sys::IoVector>();
    uint64_t offset = units[0]->offset;
    for (uint32_t first = 0; first < count;) {
      const long result = call(*units[first], vectors + first, count - first, offset);
      if (result == -EINTR) continue;
      if (result <= 0) {
        finish(units, first, count, vectors, result);
        return;
      }
      offset += static_cast<uint64_t>(result);
      auto left = static_cast<uint64_t>(result);
      while (first < count && left >= vectors[first].length) {
        left -= vectors[first].length;
        done_.as<Completion>()[count_++] = {units[first], units[first]->length};
        first += 1;
      }
      if (left != 0) {
        vectors[first].base = static_cast<uint8_t*>(vectors[first].base) + left;
        vectors[first].length -= left;
      }
    }
  }

  /// The first unit has what came before the end or the error, the others nothing.
  void finish(IoUnit** units, uint32_t first, uint32_t count, const sys::IoVector* vectors, long result) {
    const uint64_t part = units[first]->length - vectors[first].length;
    for (uint32_t number = first; number < count; ++number) {
      const bool has_part = number == first && part != 0;
      done_.as<Completion>()[count_++] = {units[number], has_part ? static_cast<long>(part) : result};
    }
  }

  long call(const IoUnit& unit, const sys::IoVector* vectors, size_t count, uint64_t offset) const {
    const int fd = descriptors_.as<int>()[unit.index];
    if (const long at = sys::seek_to(fd, offset); at < 0) return at;
    return unit.direction == Direction::kRead ? sys::readv(fd, vectors, count)
                                              : sys::writev(fd, vectors, count);
  }

  int fd_ = -1;
  uint32_t count_ = 0;       ///< completions that are not taken yet
  sys::PrivateMemory done_;  ///< a Completion for each unit
  sys::PrivateMemory descriptors_;
  sys::PrivateMemory vectors_;
};

}  // namespace vfload

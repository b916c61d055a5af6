// posixaio: the C library's asynchronous I/O (aio_read(3) and its family), which works with threads of its
// own. How well it does is a property of the C library that this runs on, as it is with fio.
#pragma once

#include <fcntl.h>

#include <cerrno>

#include "core/engine/engine.h"
#include "core/engine/posixaio_library.h"
#include "core/sys/private_memory.h"
#include "core/sys/rw.h"

namespace vfload {

class PosixAio {
 public:
  static constexpr EngineFlags kFlags{.allocates = true, .offloads = false, .lean = false};

  int set_up(const EngineSetup& setup) {
    depth_ = setup.depth;
    knows_data_only_ = setup.spec->compat != FioCompat::k333;
    if (!library_.complete()) return ENOSYS;
    if (!requests_.map(sizeof(aiocb) * depth_) || !in_flight_.map(sizeof(IoUnit*) * depth_) ||
        !waited_for_.map(sizeof(aiocb*) * depth_) || !completions_.map(sizeof(Completion) * depth_)) {
      return ENOMEM;
    }
    return 0;
  }

  int attach(int fd) {
    fd_ = fd;
    return 0;
  }

  /// Units that are prepared from here on are for another file.
  void select(int fd) { fd_ = fd; }

  void prepare(IoUnit& unit) {
    aiocb& request = request_of(unit);
    request = {};
    request.aio_fildes = fd_;
    request.aio_buf = unit.buffer;
    request.aio_nbytes = unit.length;
    request.aio_sigevent.sigev_notify = SIGEV_NONE;
  }

  template <Direction D>
  int submit(IoUnit& unit) {
    aiocb& request = request_of(unit);
    request.aio_offset = static_cast<off_t>(unit.offset);
    return note(unit, D == Direction::kRead ? library_.read(&request) : library_.write(&request));
  }

  bool syncs_in_flight() const { return true; }

  int submit_sync(IoUnit& unit, bool data_only) {
    return note(unit, library_.fsync(data_only && knows_data_only_ ? O_DSYNC : O_SYNC, &request_of(unit)));
  }

  /// As in fio 3.33: all of the file.
  int submit_sync_range(IoUnit& unit, const SyncedRange&) { return submit_sync(unit, false); }

  long sync(bool data_only) { return data_only ? sys::fdatasync(fd_) : sys::fsync(fd_); }

  long reap() { return reap(ReapBounds{}); }

  long reap(ReapBounds bounds) {
    for (;;) {
      const uint32_t ended = collect(bounds.most);
      if (ended != 0 && ended >= bounds.least) return ended;
      if (bounds.least != 0) wait();
    }
  }

  Completion completion(uint32_t number) { return completions_.as<Completion>()[number]; }
  void release(uint32_t count) {
    auto* const all = completions_.as<Completion>();
    for (uint32_t at = count; at < ended_; ++at) all[at - count] = all[at];
    ended_ -= count;
  }

  /// Waits for everything in flight: the library's threads still write into our buffers.
  void tear_down() {
    while (count_ != 0) {
      wait();
      collect(depth_);
      ended_ = 0;
    }
  }

 private:
  aiocb& request_of(const IoUnit& unit) { return requests_.as<aiocb>()[unit.index]; }

  /// `result` of a request: 0 or, with its errno, -1.
  int note(IoUnit& unit, int result) {
    if (result != 0) return errno;
    in_flight_.as<IoUnit*>()[count_++] = &unit;
    return 0;
  }

  /// Finds requests that have ended, up to `most` with those found before, in the order of submission.
  uint32_t collect(uint32_t most) {
    auto** const units = in_flight_.as<IoUnit*>();
    uint32_t kept = 0;
    for (uint32_t at = 0; at < count_; ++at) {
      aiocb& request = request_of(*units[at]);
      const int error = ended_ < most ? library_.error(&request) : EINPROGRESS;
      if (error == EINPROGRESS) {
        units[kept++] = units[at];
        continue;
      }
      const ssize_t result = library_.result(&request);
      completions_.as<Completion>()[ended_++] = {units[at], error == 0 ? result : -int64_t{error}};
    }
    count_ = kept;
    return ended_;
  }

  void wait() {
    auto** const requests = waited_for_.as<const aiocb*>();
    for (uint32_t at = 0; at < count_; ++at) requests[at] = &request_of(*in_flight_.as<IoUnit*>()[at]);
    // EINTR and EAGAIN have their answer in collect().
    library_.suspend(requests, static_cast<int>(count_), nullptr);
  }

  const PosixAioLibrary& library_ = posix_aio_library();
  int fd_ = -1;
  uint32_t depth_ = 0;
  uint32_t count_ = 0;            ///< in flight
  uint32_t ended_ = 0;            ///< in completions_
  bool knows_data_only_ = false;  ///< to fio 3.33's engine an fdatasync is an fsync (strace)
  sys::PrivateMemory requests_;
  sys::PrivateMemory in_flight_;
  sys::PrivateMemory waited_for_;
  sys::PrivateMemory completions_;
};

}  // namespace vfload

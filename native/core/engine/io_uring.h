// io_uring by its system calls: one io_uring_enter per submission, as fio does by default; completions are
// taken from the ring, and the kernel is entered again only to wait.
#pragma once

#include <cassert>
#include <cerrno>

#include "core/engine/engine.h"
#include "core/engine/io_uring_rings.h"
#include "core/sys/private_memory.h"
#include "core/sys/rw.h"

namespace vfload {

class IoUring {
 public:
  static constexpr EngineFlags kFlags{};

  explicit IoUring(const UringPreferences& preferences = {}) : preferences_(preferences) {}

  int set_up(const EngineSetup& setup) {
    units_ = setup.units;
    depth_ = setup.depth;
    const int error = rings_.set_up(depth_, preferences_, setup.directory);
    if (error != 0) return error;
    vectored_ = preferences_.vectored || !rings_.supports(sys::kUringOpRead, sys::kUringOpWrite);
    if (vectored_ && !vectors_.map(sizeof(Vector) * depth_)) return ENOMEM;
    read_opcode_ = vectored_ ? sys::kUringOpReadv : sys::kUringOpRead;
    write_opcode_ = vectored_ ? sys::kUringOpWritev : sys::kUringOpWrite;
    return 0;
  }

  int attach(int fd) {
    assert(rings_.is_set_up());
    fd_ = fd;
    for (uint32_t i = 0; i < depth_; ++i) prepare(units_[i]);
    return 0;
  }

  void prepare(IoUnit& unit) {
    sys::UringSqe& sqe = rings_.sqe(unit.index);
    sqe = {};
    sqe.fd = fd_;
    sqe.user_data = reinterpret_cast<uint64_t>(&unit);
    if (vectored_) {
      Vector& vector = vectors_.as<Vector>()[unit.index];
      vector = {unit.buffer, unit.length};
      sqe.address = reinterpret_cast<uint64_t>(&vector);
      sqe.length = 1;
    } else {
      sqe.address = reinterpret_cast<uint64_t>(unit.buffer);
      sqe.length = unit.length;
    }
  }

  template <Direction D>
  int submit(IoUnit& unit) {
    sys::UringSqe& sqe = rings_.sqe(unit.index);
    sqe.opcode = D == Direction::kRead ? read_opcode_ : write_opcode_;
    sqe.offset = unit.offset;
    return rings_.submit(unit.index);
  }

  bool syncs_in_flight() const { return true; }

  int submit_sync(IoUnit& unit, bool data_only) {
    sys::UringSqe& sqe = rings_.sqe(unit.index);
    sqe.opcode = sys::kUringOpFsync;
    sqe.offset = 0;
    sqe.address = 0;
    sqe.length = 0;
    sqe.op_flags = data_only ? sys::kUringFsyncDatasync : 0;
    const int error = rings_.submit(unit.index);
    if (error != 0) prepare(unit);
    return error;
  }

  long sync(bool data_only) { return data_only ? sys::fdatasync(fd_) : sys::fsync(fd_); }

  long reap() { return rings_.wait_for_completions(); }

  Completion completion(uint32_t number) {
    const sys::UringCqe& cqe = rings_.cqe(number);
    return {reinterpret_cast<IoUnit*>(cqe.user_data), cqe.result};
  }

  void release(uint32_t count) { rings_.release(count); }

  void tear_down() { rings_.tear_down(); }

  bool vectored() const { return vectored_; }
  uint32_t setup_flags() const { return rings_.setup_flags(); }

 private:
  /// struct iovec.
  struct Vector {
    void* base;
    size_t length;
  };

  const UringPreferences preferences_;
  UringRings rings_;
  IoUnit* units_ = nullptr;
  uint32_t depth_ = 0;
  int fd_ = -1;
  bool vectored_ = false;  ///< READV/WRITEV: kernels 5.1 to 5.5 have nothing else
  uint8_t read_opcode_ = 0;
  uint8_t write_opcode_ = 0;
  sys::PrivateMemory vectors_;
};

}  // namespace vfload

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
  static constexpr EngineFlags kFlags{.depth_is_power_of_two = true, .offloads = false};

  explicit IoUring(const UringPreferences& preferences = {}) : preferences_(preferences) {}

  int set_up(const EngineSetup& setup) {
    units_ = setup.units;
    depth_ = setup.depth;
    files_ = setup.files;
    const EngineSpec& options = setup.spec->engine_options;
    prefer(options);
    const int error = rings_.set_up(depth_, preferences_);
    if (error != 0) return error;
    // The kernel's thread took registered files only before 5.11, and fio does so still.
    registers_file_ = setup.spec->registerfiles || options.sqthread_poll;
    flags_ = io_flags(options);
    fixed_buffers_ = setup.spec->fixedbufs;
    if (fixed_buffers_) return register_buffers();
    vectored_ = preferences_.vectored || (options.nonvectored == Nonvectored::kAsKernelCan &&
                                          !rings_.supports(sys::kUringOpRead, sys::kUringOpWrite));
    if (vectored_ && !vectors_.map(sizeof(sys::IoVector) * depth_)) return ENOMEM;
    read_opcode_ = vectored_ ? sys::kUringOpReadv : sys::kUringOpRead;
    write_opcode_ = vectored_ ? sys::kUringOpWritev : sys::kUringOpWrite;
    return 0;
  }

  int attach(int fd) {
    assert(rings_.is_set_up());
    fd_ = fd;
    if (registers_file_) {
      if (const int error = rings_.register_file(fd, 0, files_); error != 0) return error;
    }
    for (uint32_t i = 0; i < depth_; ++i) prepare(units_[i]);
    return 0;
  }

  /// One of the files of a job in the full loop, which prepares each unit that it submits.
  int attach_file(uint32_t index, int fd, const JobFile&) {
    fd_ = fd;
    return registers_file_ ? rings_.register_file(fd, index, files_) : 0;
  }

  /// Units that are prepared from here on are for another file.
  void select(int fd) { fd_ = fd; }

  void prepare(IoUnit& unit) {
    sys::UringSqe& sqe = rings_.sqe(unit.index);
    sqe = {};
    // A registered file is named by its index.
    sqe.fd = registers_file_ ? static_cast<int32_t>(unit.file) : fd_;
    sqe.op_flags = flags_;
    sqe.flags = registers_file_ ? sys::kUringSqeFixedFile : 0;
    sqe.buffer_index = fixed_buffers_ ? static_cast<uint16_t>(unit.index) : 0;
    sqe.user_data = reinterpret_cast<uint64_t>(&unit);
    if (vectored_) {
      sys::IoVector& vector = vectors_.as<sys::IoVector>()[unit.index];
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

  long submit_many(IoUnit** units, uint32_t count) {
    for (uint32_t number = 0; number < count; ++number) {
      aim(*units[number]);
      rings_.queue(number, units[number]->index);
    }
    return rings_.submit_queued(count);
  }

  bool syncs_in_flight() const { return true; }

  int submit_sync(IoUnit& unit, bool data_only) {
    aim_sync(unit, data_only);
    const int error = rings_.submit(unit.index);
    if (error != 0) prepare(unit);
    return error;
  }

  int submit_sync_range(IoUnit& unit, const SyncedRange& range) {
    aim_sync_range(unit, range);
    const int error = rings_.submit(unit.index);
    if (error != 0) prepare(unit);
    return error;
  }

  long sync(bool data_only) { return data_only ? sys::fdatasync(fd_) : sys::fsync(fd_); }

  long reap() { return rings_.wait_for_completions(); }
  long reap(ReapBounds bounds) { return rings_.wait_for_completions(bounds); }

  Completion completion(uint32_t number) {
    const sys::UringCqe& cqe = rings_.cqe(number);
    return {reinterpret_cast<IoUnit*>(cqe.user_data), cqe.result};
  }

  void release(uint32_t count) { rings_.release(count); }

  void tear_down() { rings_.tear_down(); }

  bool vectored() const { return vectored_; }
  uint32_t setup_flags() const { return rings_.setup_flags(); }

 protected:
  void aim_sync(const IoUnit& unit, bool data_only) {
    sys::UringSqe& sqe = rings_.sqe(unit.index);
    sqe.opcode = sys::kUringOpFsync;
    sqe.offset = 0;
    sqe.address = 0;
    sqe.length = 0;
    sqe.buffer_index = 0;
    sqe.op_flags = data_only ? sys::kUringFsyncDatasync : 0;
  }

  /// fio 3.33 submits one of nothing, too: with an offset of -1 after a sync, which the kernel refuses and
  /// fio does not mind, and before the first one with a length of 0, which is all of the file.
  void aim_sync_range(const IoUnit& unit, const SyncedRange& range) {
    aim_sync(unit, false);
    sys::UringSqe& sqe = rings_.sqe(unit.index);
    if (range.start == SyncedRange::kNothing) {
      sqe.opcode = sys::kUringOpNop;
      return;
    }
    sqe.opcode = sys::kUringOpSyncFileRange;
    sqe.offset = range.start;
    sqe.length = static_cast<uint32_t>(range.bytes);
    sqe.op_flags = range.flags;
  }

  /// Gives a prepared unit its opcode and place.
  void aim(const IoUnit& unit) {
    sys::UringSqe& sqe = rings_.sqe(unit.index);
    sqe.opcode = unit.direction == Direction::kRead ? read_opcode_ : write_opcode_;
    sqe.offset = unit.offset;
  }

  UringRings rings_;

 private:
  void prefer(const EngineSpec& options) {
    if (options.hipri) preferences_.more_flags |= sys::kUringSetupIoPoll;
    if (options.sqthread_poll) preferences_.more_flags |= sys::kUringSetupSqPoll;
    if (options.sqthread_poll && options.sqthread_cpu_given) {
      preferences_.more_flags |= sys::kUringSetupSqAff;
      preferences_.thread_cpu = options.sqthread_cpu;
    }
    if (options.nonvectored == Nonvectored::kNo) preferences_.vectored = true;
  }

  /// A buffer a unit, as fio registers them; both opcodes are as old as io_uring.
  int register_buffers() {
    sys::PrivateMemory vectors;
    if (!vectors.map(sizeof(sys::IoVector) * depth_)) return ENOMEM;
    for (uint32_t i = 0; i < depth_; ++i) {
      vectors.as<sys::IoVector>()[i] = {units_[i].buffer, units_[i].length};
    }
    read_opcode_ = sys::kUringOpReadFixed;
    write_opcode_ = sys::kUringOpWriteFixed;
    return rings_.register_buffers(vectors.as<sys::IoVector>(), depth_);
  }

  UringPreferences preferences_;
  IoUnit* units_ = nullptr;
  uint32_t depth_ = 0;
  uint32_t files_ = 1;
  uint32_t flags_ = 0;  ///< of each read and write
  int fd_ = -1;
  bool registers_file_ = false;
  bool fixed_buffers_ = false;
  bool vectored_ = false;  ///< READV/WRITEV: kernels 5.1 to 5.5 have nothing else
  uint8_t read_opcode_ = 0;
  uint8_t write_opcode_ = 0;
  sys::PrivateMemory vectors_;
};

}  // namespace vfload

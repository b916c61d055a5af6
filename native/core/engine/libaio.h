// libaio: Linux's own asynchronous I/O by its system calls, one io_submit per I/O. Completions are read from
// the ring that the kernel keeps in this process's memory; io_getevents is called only to wait.
#pragma once

#include <cerrno>

#include "core/engine/engine.h"
#include "core/sys/aio.h"
#include "core/sys/private_memory.h"
#include "core/sys/rw.h"

namespace vfload {

class Libaio {
 public:
  static constexpr EngineFlags kFlags{.batches_in_ring = true};

  /// `ring_magic` is what a ring must show to be read directly; a test gives another to get the fallback.
  explicit Libaio(uint32_t ring_magic = sys::kAioRingMagic) : ring_magic_(ring_magic) {}

  int set_up(const EngineSetup& setup) {
    units_ = setup.units;
    depth_ = setup.depth;
    // fio up to 3.33 does an fsync in the foreground, later ones submit it (fio-semantics 2.4).
    flags_ = static_cast<int32_t>(io_flags(setup.spec->engine_options));
    syncs_in_flight_ = setup.spec->compat == FioCompat::kCurrent;
    if (!requests_memory_.map(sizeof(sys::AioRequest) * depth_)) return ENOMEM;
    requests_ = requests_memory_.as<sys::AioRequest>();
    if (!waited_for_memory_.map(sizeof(sys::AioEvent) * depth_)) return ENOMEM;
    if (!batch_memory_.map(sizeof(sys::AioRequest*) * depth_)) return ENOMEM;
    waited_for_ = waited_for_memory_.as<sys::AioEvent>();
    const long result = sys::io_setup(depth_, &context_);
    if (result < 0) return static_cast<int>(-result);
    ring_ = reinterpret_cast<sys::AioRing*>(context_);
    ring_is_readable_ = ring_ != nullptr && ring_->magic == ring_magic_ && ring_->incompatible_features == 0;
    return 0;
  }

  int attach(int fd) {
    fd_ = fd;
    for (uint32_t i = 0; i < depth_; ++i) prepare(units_[i]);
    return 0;
  }

  /// Units that are prepared from here on are for another file.
  void select(int fd) { fd_ = fd; }

  void prepare(IoUnit& unit) {
    sys::AioRequest& request = requests_[unit.index];
    request = {};
    request.data = reinterpret_cast<uint64_t>(&unit);
    request.rw_flags = flags_;
    request.fd = static_cast<uint32_t>(fd_);
    request.buffer = reinterpret_cast<uint64_t>(unit.buffer);
    request.length = unit.length;
  }

  template <Direction D>
  int submit(IoUnit& unit) {
    return submit_request(fill<D>(unit));
  }

  long submit_many(IoUnit** units, uint32_t count) {
    auto** const batch = batch_memory_.as<sys::AioRequest*>();
    for (uint32_t number = 0; number < count; ++number) {
      IoUnit& unit = *units[number];
      batch[number] =
          unit.direction == Direction::kRead ? fill<Direction::kRead>(unit) : fill<Direction::kWrite>(unit);
    }
    return sys::io_submit(context_, static_cast<long>(count), batch);
  }

  bool syncs_in_flight() const { return syncs_in_flight_; }

  int submit_sync(IoUnit& unit, bool data_only) {
    // The kernel refuses an fsync request with a buffer, a length or an offset.
    sys::AioRequest& request = requests_[unit.index];
    request.rw_flags = 0;
    request.buffer = 0;
    request.length = 0;
    request.offset = 0;
    request.opcode = data_only ? sys::kAioFdatasync : sys::kAioFsync;
    const int error = submit_request(&request);
    // Before Linux 4.18 no file system takes it.
    if (error == EINVAL) syncs_in_flight_ = false;
    if (error != 0) prepare(unit);
    return error;
  }

  long sync(bool data_only) { return data_only ? sys::fdatasync(fd_) : sys::fsync(fd_); }

  long reap() {
    if (const long count = read_ring(); count != 0) return count;
    return wait({});
  }

  long reap(ReapBounds bounds) {
    do {
      const long count = read_ring();
      if (count != 0 && count >= bounds.least) return count;
    } while (bounds.least == 0 && ring_is_readable_);
    return wait(bounds);
  }

  Completion completion(uint32_t number) {
    uint32_t at = first_ + number;
    if (at >= entries_) at -= entries_;
    const sys::AioEvent& event = events_[at];
    return {reinterpret_cast<IoUnit*>(event.data), event.result};
  }

  void release(uint32_t count) {
    if (events_ == waited_for_) return;
    uint32_t head = first_ + count;
    if (head >= entries_) head -= entries_;
    // release: the other party is the kernel, which reads head to see which places it may write again: our
    // reads of those events are done before it can.
    ring_->head.store(head, std::memory_order_release);
  }

  /// Waits for everything in flight: the kernel still writes into our buffers.
  void tear_down() {
    if (context_ != 0) sys::io_destroy(context_);
    context_ = 0;
  }

  bool reads_ring() const { return ring_is_readable_; }

 private:
  sys::AioEvent* ring_events() const { return reinterpret_cast<sys::AioEvent*>(ring_ + 1); }

  /// How many completions are in the ring; 0 as well where it may not be read.
  long read_ring() {
    if (ring_is_readable_) {
      // relaxed: head is written by this job alone. (The kernel moves it inside io_getevents, on our behalf.)
      const uint32_t head = ring_->head.load(std::memory_order_relaxed);
      // acquire: the other party is the kernel's completion path (aio_complete, maybe on another CPU), which
      // writes the event, then a write barrier, then tail. What it wrote before tail is visible after this
      // load.
      const uint32_t tail = ring_->tail.load(std::memory_order_acquire);
      if (head != tail) {
        events_ = ring_events();
        first_ = head;
        entries_ = ring_->entries;
        return tail > head ? tail - head : tail + entries_ - head;
      }
    }
    return 0;
  }

  template <Direction D>
  sys::AioRequest* fill(IoUnit& unit) {
    sys::AioRequest& request = requests_[unit.index];
    request.opcode = D == Direction::kRead ? sys::kAioRead : sys::kAioWrite;
    request.offset = static_cast<int64_t>(unit.offset);
    return &request;
  }

  int submit_request(sys::AioRequest* request) {
    const long result = sys::io_submit(context_, 1, &request);
    if (result == 1) [[likely]]
      return 0;
    return result < 0 ? static_cast<int>(-result) : EAGAIN;
  }

  /// Lets the kernel wait for events and hand them over, with the bounds that fio asks for.
  long wait(ReapBounds bounds) {
    events_ = waited_for_;
    first_ = 0;
    entries_ = depth_;
    long result = 0;
    do {
      result = sys::io_getevents(context_, bounds.least, bounds.most, events_, nullptr);
    } while (result == -EINTR || result == 0);
    return result;
  }

  const uint32_t ring_magic_;
  bool ring_is_readable_ = false;
  bool syncs_in_flight_ = false;
  int fd_ = -1;
  int32_t flags_ = 0;
  uint32_t depth_ = 0;
  uint32_t first_ = 0;    ///< index in events_ of completion 0
  uint32_t entries_ = 0;  ///< of events_, which is a ring
  IoUnit* units_ = nullptr;
  sys::AioRequest* requests_ = nullptr;  ///< one for each unit, at the same index
  sys::AioEvent* events_ = nullptr;      ///< what reap() found: in the kernel's ring or in waited_for_
  sys::AioEvent* waited_for_ = nullptr;  ///< room for what io_getevents hands over
  sys::AioRing* ring_ = nullptr;
  sys::AioContext context_ = 0;
  sys::PrivateMemory requests_memory_;
  sys::PrivateMemory waited_for_memory_;
  sys::PrivateMemory batch_memory_;  ///< what io_submit is given several of
};

}  // namespace vfload

// Linux aio in a bare loop: one io_submit per I/O; what is done is read from the ring, io_getevents is called
// only to wait.
#include <linux/aio_abi.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>

#include "statistics.h"
#include "work.h"

namespace {

/// The head of the ring that the kernel maps at the address of the context.
struct Ring {
  unsigned id;
  unsigned entries;
  std::atomic<unsigned> head;
  std::atomic<unsigned> tail;
  unsigned magic;
  unsigned features[2];
  unsigned header_bytes;
  io_event events[];
};

struct Unit {
  iocb request;
  uint64_t start_ns;
  uint64_t issue_ns;
};

class Loop {
 public:
  explicit Loop(const bare::Work& work) : work_(work), units_(work.depth), free_(work.depth) {
    if (syscall(SYS_io_setup, work.depth, &context_) != 0) bare::fail("io_setup");
    char* const memory = bare::buffer(work.depth * bare::kBlockBytes);
    for (unsigned i = 0; i < work.depth; ++i) {
      iocb& request = units_[i].request;
      request = {};
      request.aio_data = i;
      request.aio_fildes = static_cast<unsigned>(work.fd);
      request.aio_lio_opcode = IOCB_CMD_PREAD;
      request.aio_buf = reinterpret_cast<uint64_t>(memory + i * bare::kBlockBytes);
      request.aio_nbytes = bare::kBlockBytes;
      free_[i] = i;
    }
    free_count_ = work.depth;
  }

  void run() {
    const uint64_t begin_ns = bare::now_ns();
    for (const uint64_t offset : work_.offsets) {
      submit(offset);
      if (free_count_ == 0) reap();
    }
    while (free_count_ != work_.depth) reap();
    clat_.print(work_.offsets.size(), bare::now_ns() - begin_ns);
  }

 private:
  void submit(uint64_t offset) {
    Unit& unit = units_[free_[--free_count_]];
    unit.start_ns = bare::now_ns();
    unit.request.aio_offset = static_cast<int64_t>(offset);
    iocb* request = &unit.request;
    if (syscall(SYS_io_submit, context_, 1, &request) != 1) bare::fail("io_submit");
    unit.issue_ns = bare::now_ns();
    slat_.add(unit.issue_ns - unit.start_ns);
  }

  void reap() {
    Ring* const ring = reinterpret_cast<Ring*>(context_);
    unsigned head = ring->head.load(std::memory_order_relaxed);
    const unsigned tail = ring->tail.load(std::memory_order_acquire);
    if (head == tail) {
      io_event event;
      if (syscall(SYS_io_getevents, context_, 1, 1, &event, nullptr) != 1) bare::fail("io_getevents");
      complete(event, bare::now_ns());
      return;
    }
    const uint64_t done_ns = bare::now_ns();
    while (head != tail) {
      complete(ring->events[head], done_ns);
      head = head + 1 == ring->entries ? 0 : head + 1;
    }
    ring->head.store(head, std::memory_order_release);
  }

  void complete(const io_event& event, uint64_t done_ns) {
    if (event.res != static_cast<int64_t>(bare::kBlockBytes)) bare::fail("read");
    const Unit& unit = units_[event.data];
    clat_.add(done_ns - unit.issue_ns);
    lat_.add(done_ns - unit.start_ns);
    free_[free_count_++] = static_cast<unsigned>(event.data);
  }

  const bare::Work& work_;
  aio_context_t context_ = 0;
  std::vector<Unit> units_;
  std::vector<unsigned> free_;
  unsigned free_count_ = 0;
  bare::Sums slat_;
  bare::Statistics clat_;
  bare::Sums lat_;
};

}  // namespace

int main(int count, char** arguments) {
  const bare::Work work = bare::prepare(count, arguments);
  static Loop loop(work);
  loop.run();
  return 0;
}

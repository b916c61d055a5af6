// io_uring in a bare loop: one io_uring_enter per submission, completions taken from the ring, entered again
// only to wait.
#include <linux/io_uring.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>

#include "statistics.h"
#include "work.h"

// Newer than some distributions' headers.
#ifndef IORING_SETUP_COOP_TASKRUN
#define IORING_SETUP_COOP_TASKRUN (1U << 8)
#endif
#ifndef IORING_SETUP_SINGLE_ISSUER
#define IORING_SETUP_SINGLE_ISSUER (1U << 12)
#endif
#ifndef IORING_SETUP_DEFER_TASKRUN
#define IORING_SETUP_DEFER_TASKRUN (1U << 13)
#endif

namespace {

struct Unit {
  uint64_t start_ns;
  uint64_t issue_ns;
};

class Loop {
 public:
  explicit Loop(const bare::Work& work) : work_(work), units_(work.depth), free_(work.depth) {
    io_uring_params params = {};
    params.flags = IORING_SETUP_SINGLE_ISSUER | IORING_SETUP_COOP_TASKRUN | IORING_SETUP_DEFER_TASKRUN;
    ring_ = static_cast<int>(syscall(SYS_io_uring_setup, work.depth, &params));
    if (ring_ < 0) bare::fail("io_uring_setup");
    map_rings(params);
    char* const memory = bare::buffer(work.depth * bare::kBlockBytes);
    for (unsigned i = 0; i < work.depth; ++i) {
      io_uring_sqe& entry = entries_[i];
      entry = {};
      entry.opcode = IORING_OP_READ;
      entry.fd = work.fd;
      entry.addr = reinterpret_cast<uint64_t>(memory + i * bare::kBlockBytes);
      entry.len = bare::kBlockBytes;
      entry.user_data = i;
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
  void map_rings(const io_uring_params& params) {
    const auto map = [this](size_t bytes, off_t what) {
      void* const start =
          mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, ring_, what);
      if (start == MAP_FAILED) bare::fail("mmap of the ring");
      return static_cast<char*>(start);
    };
    char* const submission =
        map(params.sq_off.array + params.sq_entries * sizeof(unsigned), IORING_OFF_SQ_RING);
    char* const completion =
        map(params.cq_off.cqes + params.cq_entries * sizeof(io_uring_cqe), IORING_OFF_CQ_RING);
    entries_ =
        reinterpret_cast<io_uring_sqe*>(map(params.sq_entries * sizeof(io_uring_sqe), IORING_OFF_SQES));
    submitted_ = reinterpret_cast<unsigned*>(submission + params.sq_off.array);
    submission_tail_ = reinterpret_cast<std::atomic<unsigned>*>(submission + params.sq_off.tail);
    submission_mask_ = *reinterpret_cast<unsigned*>(submission + params.sq_off.ring_mask);
    completion_head_ = reinterpret_cast<std::atomic<unsigned>*>(completion + params.cq_off.head);
    completion_tail_ = reinterpret_cast<std::atomic<unsigned>*>(completion + params.cq_off.tail);
    completion_mask_ = *reinterpret_cast<unsigned*>(completion + params.cq_off.ring_mask);
    completions_ = reinterpret_cast<io_uring_cqe*>(completion + params.cq_off.cqes);
  }

  long enter(unsigned submit, unsigned wait) const {
    return syscall(SYS_io_uring_enter, ring_, submit, wait, IORING_ENTER_GETEVENTS, nullptr, 0);
  }

  void submit(uint64_t offset) {
    const unsigned index = free_[--free_count_];
    Unit& unit = units_[index];
    unit.start_ns = bare::now_ns();
    entries_[index].off = offset;
    const unsigned tail = submission_tail_->load(std::memory_order_relaxed);
    submitted_[tail & submission_mask_] = index;
    submission_tail_->store(tail + 1, std::memory_order_release);
    if (enter(1, 0) != 1) bare::fail("io_uring_enter");
    unit.issue_ns = bare::now_ns();
    slat_.add(unit.issue_ns - unit.start_ns);
  }

  void reap() {
    unsigned head = completion_head_->load(std::memory_order_relaxed);
    unsigned tail = completion_tail_->load(std::memory_order_acquire);
    if (head == tail) {
      if (enter(0, 1) < 0) bare::fail("io_uring_enter");
      tail = completion_tail_->load(std::memory_order_acquire);
    }
    const uint64_t done_ns = bare::now_ns();
    for (; head != tail; ++head) {
      const io_uring_cqe& event = completions_[head & completion_mask_];
      if (event.res != static_cast<int>(bare::kBlockBytes)) bare::fail("read");
      const Unit& unit = units_[event.user_data];
      clat_.add(done_ns - unit.issue_ns);
      lat_.add(done_ns - unit.start_ns);
      free_[free_count_++] = static_cast<unsigned>(event.user_data);
    }
    completion_head_->store(head, std::memory_order_release);
  }

  const bare::Work& work_;
  int ring_ = -1;
  io_uring_sqe* entries_ = nullptr;
  unsigned* submitted_ = nullptr;
  std::atomic<unsigned>* submission_tail_ = nullptr;
  unsigned submission_mask_ = 0;
  std::atomic<unsigned>* completion_head_ = nullptr;
  std::atomic<unsigned>* completion_tail_ = nullptr;
  unsigned completion_mask_ = 0;
  io_uring_cqe* completions_ = nullptr;
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

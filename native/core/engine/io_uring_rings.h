// The two rings that a job shares with the kernel: setting them up as well as the kernel allows, and moving
// their heads and tails.
#pragma once

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <span>

#include "core/engine/engine.h"
#include "core/sys/io_uring.h"

namespace vfload {

/// Set-up flags to try, best first; EINVAL leads to the next (fio-semantics 3.2).
inline constexpr uint32_t kUringFlagAttempts[] = {
    sys::kUringSetupCqSize | sys::kUringSetupCoopTaskrun | sys::kUringSetupSingleIssuer |
        sys::kUringSetupDeferTaskrun,
    sys::kUringSetupCqSize | sys::kUringSetupCoopTaskrun | sys::kUringSetupSingleIssuer,
    sys::kUringSetupCqSize | sys::kUringSetupCoopTaskrun,
    sys::kUringSetupCqSize,
    0,
};

struct UringPreferences {
  std::span<const uint32_t> flag_attempts = kUringFlagAttempts;
  uint32_t more_flags = 0;  ///< with each attempt
  uint32_t thread_cpu = 0;  ///< of the kernel's thread, where the flags want one there
  bool vectored = false;    ///< READV and WRITEV even where READ and WRITE exist
};

class UringRings {
 public:
  UringRings() = default;
  UringRings(const UringRings&) = delete;
  UringRings& operator=(const UringRings&) = delete;
  ~UringRings() { tear_down(); }

  /// Makes rings with `depth` entries each. 0 or an errno (positive).
  int set_up(uint32_t depth, const UringPreferences& preferences);

  /// Whether the kernel knows both opcodes. Kernels without the question (before 5.6) know neither.
  bool supports(uint8_t first, uint8_t second) const;

  bool is_set_up() const { return sqes_ != nullptr; }

  void tear_down();

  /// The submission entry of a unit. An entry belongs to a unit for good, so that what never changes is
  /// written once; the order of submission is in the ring of indices.
  sys::UringSqe& sqe(uint32_t index) { return sqes_[index]; }

  /// Submits entry `index`. 0 or an errno (positive); EAGAIN: no room, take completions first.
  int submit(uint32_t index) {
    const uint32_t tail = submission_tail_;
    submission_indices_[tail & submission_mask_] = index;
    // release: the other party is the kernel, which reads the entry after it has read tail. That happens in
    // the call below, on this CPU; the order is kept for what the ABI promises, not for a race that could be
    // seen.
    submission_tail_word_->store(tail + 1, std::memory_order_release);
    const long result = sys::io_uring_enter(ring_, 1, 0, sys::kUringEnterGetEvents);
    if (result == 1) [[likely]] {
      submission_tail_ = tail + 1;
      return 0;
    }
    return refused(result);
  }

  /// Makes entry `index` the submission after next but `number`, of those that submit_queued() hands over.
  void queue(uint32_t number, uint32_t index) {
    submission_indices_[(submission_tail_ + number) & submission_mask_] = index;
  }

  /// How many of `count` queued entries the kernel took, or minus an errno. The others are to be queued
  /// again.
  long submit_queued(uint32_t count) {
    // release: as in submit().
    submission_tail_word_->store(submission_tail_ + count, std::memory_order_release);
    const long result = sys::io_uring_enter(ring_, count, 0, sys::kUringEnterGetEvents);
    const uint32_t taken = result > 0 ? static_cast<uint32_t>(result) : 0;
    submission_tail_ += taken;
    submission_tail_word_->store(submission_tail_, std::memory_order_release);
    return result;
  }

  /// Hands `count` queued entries to the kernel's thread, which is woken where it sleeps. 0 or an errno
  /// (positive).
  int give_to_thread(uint32_t count) {
    submission_tail_ += count;
    // seq_cst: the thread sets the flag and then looks at tail once more before it sleeps; tail has to be
    // there before the flag is read, or both would miss each other.
    submission_tail_word_->store(submission_tail_, std::memory_order_seq_cst);
    if ((submission_flags_word_->load(std::memory_order_seq_cst) & sys::kUringSqNeedWakeup) == 0) return 0;
    const long result = sys::io_uring_enter(ring_, count, 0, sys::kUringEnterSqWakeup);
    return result < 0 ? static_cast<int>(-result) : 0;
  }

  /// Spins until `least` completions are there, without a call: the kernel's thread posts them. Returns how
  /// many there are.
  long spin_for_completions(uint32_t least) const {
    for (;;) {
      // acquire: the kernel's thread writes the completion before tail.
      const uint32_t count = completion_tail_word_->load(std::memory_order_acquire) - completion_head_;
      if (count != 0 && count >= least) return count;
    }
  }

  /// Waits for at least one completion and returns how many there are, or minus an errno.
  long wait_for_completions() {
    for (;;) {
      // acquire: the other party is the kernel (in our own call, or on another CPU without DEFER_TASKRUN),
      // which writes the completion before tail.
      const uint32_t tail = completion_tail_word_->load(std::memory_order_acquire);
      if (tail != completion_head_) return tail - completion_head_;
      const long result = sys::io_uring_enter(ring_, 0, 1, sys::kUringEnterGetEvents);
      if (result < 0 && result != -EINTR) return result;
    }
  }

  /// Waits for `bounds.least` completions, or polls for one. Returns how many there are, or minus an errno.
  long wait_for_completions(ReapBounds bounds) {
    for (;;) {
      // acquire: as above.
      const uint32_t tail = completion_tail_word_->load(std::memory_order_acquire);
      const uint32_t count = tail - completion_head_;
      if (count != 0 && count >= bounds.least) return count;
      // Polling enters the kernel too, as fio does: with DEFER_TASKRUN completions are posted in there only.
      const long result = sys::io_uring_enter(ring_, 0, bounds.least, sys::kUringEnterGetEvents);
      if (result < 0 && result != -EINTR) return result;
    }
  }

  /// Registers the file at `index` of `files` that the job has, or what it has been opened as again. 0 or an
  /// errno (positive).
  int register_file(int fd, uint32_t index, uint32_t files);

  /// Registers buffers, at the indices they have in `vectors`. 0 or an errno (positive); ENOMEM where the
  /// user's limit of locked memory does not hold them.
  int register_buffers(const sys::IoVector* vectors, uint32_t count) {
    return register_with(sys::kUringRegisterBuffers, vectors, count);
  }

  const sys::UringCqe& cqe(uint32_t number) const {
    return cqes_[(completion_head_ + number) & completion_mask_];
  }

  void release(uint32_t count) {
    completion_head_ += count;
    // release: the other party is the kernel, which may overwrite these places once it sees the new head: our
    // reads of them are done before.
    completion_head_word_->store(completion_head_, std::memory_order_release);
  }

  uint32_t setup_flags() const { return setup_flags_; }

 private:
  int map_rings(const sys::UringParams& params);
  int refused(long result);
  int register_with(uint32_t opcode, const void* argument, uint32_t count);

  int ring_ = -1;
  uint32_t setup_flags_ = 0;
  bool has_files_ = false;
  uint32_t submission_tail_ = 0;  ///< our copy: only this job writes it
  uint32_t submission_mask_ = 0;
  uint32_t completion_head_ = 0;  ///< our copy: only this job writes it
  uint32_t completion_mask_ = 0;
  std::atomic<uint32_t>* submission_tail_word_ = nullptr;
  std::atomic<uint32_t>* submission_flags_word_ = nullptr;
  std::atomic<uint32_t>* completion_head_word_ = nullptr;
  std::atomic<uint32_t>* completion_tail_word_ = nullptr;
  uint32_t* submission_indices_ = nullptr;
  sys::UringSqe* sqes_ = nullptr;
  const sys::UringCqe* cqes_ = nullptr;
  struct Mapping {
    void* start = nullptr;
    size_t bytes = 0;
  };
  Mapping submission_ring_;
  Mapping completion_ring_;
  Mapping sqe_array_;
};

}  // namespace vfload

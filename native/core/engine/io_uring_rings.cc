#include "core/engine/io_uring_rings.h"

#include <sys/mman.h>
#include <unistd.h>

#include "core/sys/private_memory.h"

namespace vfload {
namespace {

template <class T>
T* at(void* start, uint32_t offset) {
  return reinterpret_cast<T*>(static_cast<uint8_t*>(start) + offset);
}

}  // namespace

int UringRings::set_up(uint32_t depth, const UringPreferences& preferences) {
  long result = -EINVAL;
  sys::UringParams params{};
  for (const uint32_t attempt : preferences.flag_attempts) {
    params = {};
    params.flags = attempt | preferences.more_flags;
    params.sq_thread_cpu = preferences.thread_cpu;
    params.cq_entries = (params.flags & sys::kUringSetupCqSize) != 0 ? depth : 0;
    result = sys::io_uring_setup(depth, &params);
    if (result != -EINVAL) break;
  }
  if (result < 0) return static_cast<int>(-result);
  ring_ = static_cast<int>(result);
  setup_flags_ = params.flags;
  return map_rings(params);
}

int UringRings::map_rings(const sys::UringParams& params) {
  const auto map = [this](Mapping& mapping, size_t bytes, uint64_t offset) {
    void* start = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, ring_,
                       static_cast<off_t>(offset));
    if (start == MAP_FAILED) return errno;
    mapping = {start, bytes};
    return 0;
  };
  const size_t submission_bytes = params.sq_off.array + params.sq_entries * sizeof(uint32_t);
  const size_t completion_bytes = params.cq_off.cqes + params.cq_entries * sizeof(sys::UringCqe);
  // Newer kernels put both rings in one mapping; mapping each at its own offset works with all of them.
  int error = map(submission_ring_, submission_bytes, sys::kUringOffSqRing);
  if (error == 0) error = map(completion_ring_, completion_bytes, sys::kUringOffCqRing);
  if (error == 0) error = map(sqe_array_, params.sq_entries * sizeof(sys::UringSqe), sys::kUringOffSqes);
  if (error != 0) return error;

  submission_tail_word_ = at<std::atomic<uint32_t>>(submission_ring_.start, params.sq_off.tail);
  submission_flags_word_ = at<std::atomic<uint32_t>>(submission_ring_.start, params.sq_off.flags);
  submission_mask_ = *at<uint32_t>(submission_ring_.start, params.sq_off.ring_mask);
  submission_indices_ = at<uint32_t>(submission_ring_.start, params.sq_off.array);
  completion_head_word_ = at<std::atomic<uint32_t>>(completion_ring_.start, params.cq_off.head);
  completion_tail_word_ = at<std::atomic<uint32_t>>(completion_ring_.start, params.cq_off.tail);
  completion_mask_ = *at<uint32_t>(completion_ring_.start, params.cq_off.ring_mask);
  cqes_ = at<sys::UringCqe>(completion_ring_.start, params.cq_off.cqes);
  sqes_ = static_cast<sys::UringSqe*>(sqe_array_.start);
  return 0;
}

bool UringRings::supports(uint8_t first, uint8_t second) const {
  sys::UringProbe probe{};
  if (sys::io_uring_register(ring_, sys::kUringRegisterProbe, &probe, sys::kUringProbeOps) < 0) return false;
  const auto known = [&probe](uint8_t opcode) {
    return opcode <= probe.last_opcode && (probe.ops[opcode].flags & sys::kUringOpSupported) != 0;
  };
  return known(first) && known(second);
}

int UringRings::register_with(uint32_t opcode, const void* argument, uint32_t count) {
  const long result = sys::io_uring_register(ring_, opcode, argument, count);
  return result < 0 ? static_cast<int>(-result) : 0;
}

int UringRings::register_file(int fd, uint32_t index, uint32_t files) {
  if (has_files_) {
    const sys::UringFilesUpdate update = {index, 0, reinterpret_cast<uint64_t>(&fd)};
    return register_with(sys::kUringRegisterFilesUpdate, &update, 1);
  }
  sys::PrivateMemory list;
  if (!list.map(sizeof(int) * files)) return ENOMEM;
  // Those that are not open yet have an empty place, which kernels before 5.5 do not know.
  for (uint32_t other = 0; other < files; ++other) list.as<int>()[other] = other == index ? fd : -1;
  const int error = register_with(sys::kUringRegisterFiles, list.as<int>(), files);
  has_files_ = error == 0;
  return error;
}

int UringRings::refused(long result) {
  // The entry was not taken: take it back, so that the same place is used by the next attempt.
  submission_tail_word_->store(submission_tail_, std::memory_order_release);
  if (result == 0 || result == -EINTR || result == -EBUSY) return EAGAIN;
  return static_cast<int>(-result);
}

void UringRings::tear_down() {
  for (Mapping* mapping : {&submission_ring_, &completion_ring_, &sqe_array_}) {
    if (mapping->start != nullptr) munmap(mapping->start, mapping->bytes);
    *mapping = {};
  }
  if (ring_ >= 0) close(ring_);
  ring_ = -1;
}

}  // namespace vfload

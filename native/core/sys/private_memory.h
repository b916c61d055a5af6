// Memory that a job maps for itself: the only allocator there is below run_job().
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdint>

namespace vfload::sys {

/// When the pages of a block come to be.
enum class Faulting {
  kAtOnce,  ///< when it is mapped: page faults of the first round belong to the preparation, not to the I/Os
  kAsUsed,  ///< one by one: for what may never be used in whole
};

/// A zeroed, page-aligned block of private memory, given back when its owner goes.
class PrivateMemory {
 public:
  PrivateMemory() = default;
  PrivateMemory(const PrivateMemory&) = delete;
  PrivateMemory& operator=(const PrivateMemory&) = delete;
  ~PrivateMemory() { unmap(); }

  /// Maps `bytes` (0 is allowed and maps nothing). False when the kernel has none.
  bool map(size_t bytes, Faulting faulting = Faulting::kAtOnce) {
    unmap();
    if (bytes == 0) return true;
    const int populate = faulting == Faulting::kAtOnce ? MAP_POPULATE : 0;
    void* memory =
        mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | populate, -1, 0);
    if (memory == MAP_FAILED) return false;
    start_ = static_cast<uint8_t*>(memory);
    bytes_ = bytes;
    return true;
  }

  /// Makes the block at least `bytes` long; what it holds stays. It may move, without being copied: pointers
  /// into it do not stay good. False when the kernel has none; it is as it was then.
  bool grow(size_t bytes) {
    if (start_ == nullptr) return map(bytes, Faulting::kAsUsed);
    if (bytes <= bytes_) return true;
    void* memory = mremap(start_, bytes_, bytes, MREMAP_MAYMOVE);
    if (memory == MAP_FAILED) return false;
    start_ = static_cast<uint8_t*>(memory);
    bytes_ = bytes;
    return true;
  }

  void unmap() {
    if (start_ != nullptr) munmap(start_, bytes_);
    start_ = nullptr;
    bytes_ = 0;
  }

  /// The block as an array of T; T's zero bytes must be a valid T.
  template <class T>
  T* as() const {
    return reinterpret_cast<T*>(start_);
  }

  size_t bytes() const { return bytes_; }

 private:
  uint8_t* start_ = nullptr;
  size_t bytes_ = 0;
};

}  // namespace vfload::sys

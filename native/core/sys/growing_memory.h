// Memory that grows while a job runs, without an allocator: pages are moved, and nothing is copied.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdint>

namespace vfload::sys {

/// A zeroed, page-aligned block of private memory. Growing moves it: pointers into it do not stay good.
class GrowingMemory {
 public:
  GrowingMemory() = default;
  GrowingMemory(const GrowingMemory&) = delete;
  GrowingMemory& operator=(const GrowingMemory&) = delete;
  ~GrowingMemory() {
    if (start_ != nullptr) munmap(start_, bytes_);
  }

  /// Makes it at least `bytes` long. False when the kernel has none; what there was stays then.
  bool grow(size_t bytes) {
    if (bytes <= bytes_) return true;
    void* memory = start_ == nullptr
                       ? mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
                       : mremap(start_, bytes_, bytes, MREMAP_MAYMOVE);
    if (memory == MAP_FAILED) return false;
    start_ = static_cast<uint8_t*>(memory);
    bytes_ = bytes;
    return true;
  }

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

// The memory that buffers are in: fio's `mem`, `iomem_align`, `hugepage-size`, `lockmem`.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/fill/fill_spec.h"
#include "core/sys/private_memory.h"

namespace vfload {

/// One block of buffers, and what is locked beside it, given back when the owner goes.
class BufferMemory {
 public:
  BufferMemory() = default;
  BufferMemory(const BufferMemory&) = delete;
  BufferMemory& operator=(const BufferMemory&) = delete;
  ~BufferMemory();

  /// `bytes` of the kind that the job asks for, faulted in. Returns 0 or an errno: ENOMEM where there are no
  /// huge pages free, EPERM or ENOMEM where less may be locked than `lockmem` says.
  int map(const FillSpec& spec, size_t bytes);

  uint8_t* start() const { return start_; }
  size_t bytes() const { return bytes_; }

 private:
  int map_shm(const FillSpec& spec, size_t bytes);
  int map_pages(const FillSpec& spec, size_t bytes);
  int lock(size_t bytes);

  uint8_t* start_ = nullptr;  ///< of the buffers, which `iomem_align` moves away from that of the mapping
  size_t bytes_ = 0;
  void* mapping_ = nullptr;
  size_t mapped_bytes_ = 0;
  bool is_segment_ = false;
  sys::PrivateMemory locked_;
};

}  // namespace vfload

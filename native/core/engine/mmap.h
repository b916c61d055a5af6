// mmap: an I/O is a copy between the buffer and a mapping of the file; its price is the page faults
// (fio-semantics 2.5).
#pragma once

#include <sys/mman.h>

#include <cerrno>

#include "core/engine/copy.h"
#include "core/engine/engine.h"
#include "core/sys/private_memory.h"

namespace vfload {

/// The whole range is mapped once. Where that is refused, each I/O maps its own window.
///
/// The mapping starts at the page of the range's first byte. fio before 3.34 maps from 0 and, with an offset,
/// maps again at each I/O; later ones map at the offset. The same pages are touched in the same order either
/// way, which is all that a file system sees.
class Mmap {
 public:
  static constexpr EngineFlags kFlags{
      .synchronous = true, .needs_written_file = true, .maps_file = true, .offloads = false};

  int set_up(const EngineSetup& setup);

  /// Maps the range, or tries a window of one block where that fails: 0, or the errno of the window.
  int attach(int fd);

  // Of several files each keeps its mapping while it is open.

  /// The same for one of several, which was just opened.
  int attach_file(uint32_t index, int fd, const JobFile& file);
  void select_file(uint32_t index, int fd);
  /// Before the file is closed.
  void detach_file(uint32_t index);

  template <Direction D>
  long transfer(IoUnit& unit) {
    if (copies_only_) [[likely]] {
      copy<D>(unit);
      return unit.length;
    }
    if (!maps_range_) {
      if (const int error = map(unit.offset, unit.length); error != 0) return -error;
    }
    copy<D>(unit);
    const long result = direct_ ? sync_pages(unit.offset, unit.length) : 0;
    return result < 0 ? result : unit.length;
  }

  /// msync of everything that is mapped; `data_only` makes no difference to it.
  long sync(bool data_only);
  long sync_range(const SyncedRange&) { return sync(false); }

  void tear_down();

  bool maps_range() const { return maps_range_; }

 private:
  template <Direction D>
  [[gnu::always_inline]] void copy(const IoUnit& unit) {
    auto* const mapped = reinterpret_cast<uint8_t*>(base_ + unit.offset);
    if constexpr (D == Direction::kRead) {
      copy_(unit.buffer, mapped, unit.length);
    } else {
      copy_(mapped, unit.buffer, unit.length);
    }
  }

  long sync_pages(uint64_t offset, uint64_t bytes) const;
  int map(uint64_t offset, uint64_t bytes);
  void unmap();

  /// What is kept of a file that is not the present one.
  struct Mapped {
    uintptr_t base;
    void* mapping;
    uint64_t mapping_bytes;
    bool maps_range;
  };

  uintptr_t base_ = 0;  ///< where byte 0 of the file would be mapped
  CopyBlock copy_ = nullptr;
  bool copies_only_ = false;  ///< nothing to map before an I/O and nothing to sync after it
  bool maps_range_ = false;
  bool direct_ = false;  ///< direct=1 means an msync after each I/O, also after a read
  int fd_ = -1;
  int protection_ = PROT_NONE;
  int advice_ = MADV_NORMAL;
  /// `thp`: as fio has it such a mapping is private, so that what is written reaches no file.
  bool huge_pages_ = false;
  uint64_t range_start_ = 0;
  uint64_t range_bytes_ = 0;
  uint64_t block_bytes_ = 0;
  uint64_t page_bytes_ = 4096;
  void* mapping_ = nullptr;
  uint64_t mapping_bytes_ = 0;
  uint32_t present_ = 0;  ///< the file whose mapping it is
  uint32_t files_ = 1;
  sys::PrivateMemory others_;  ///< a Mapped for each file, where there are several
};

}  // namespace vfload

// What is written: the pool of buffers and their contents (fio-semantics 3.11).
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "core/engine/engine.h"
#include "core/fill/buffer_memory.h"
#include "core/fill/write_contents.h"
#include "core/job/spec.h"
#include "core/sys/private_memory.h"

namespace vfload {

inline constexpr size_t kSectorBytes = 512;

/// Changes a few bytes in each 512-byte sector, so that no two blocks written are alike, at the price of two
/// stores a sector, in the same places as fio: the sector's offset in the file (8 bytes) at the start of one
/// of its eight cache lines, the time (16 bytes; here it is there twice) at the end of the first one.
/// `bytes`: a multiple of 512; 0 does nothing.
inline void scramble(uint8_t* buffer, uint32_t bytes, uint64_t file_offset, uint64_t time_ns) {
  using TwoWords [[gnu::vector_size(16)]] = uint64_t;
  constexpr size_t kLineBytes = 64;
  const TwoWords time = {time_ns, time_ns};
  const size_t line_at = ((time_ns >> 2) & 7) * kLineBytes;
  const auto touch = [=](uint8_t* sector, uint64_t place) {
    memcpy(sector + line_at, &place, sizeof place);
    memcpy(sector + kLineBytes - sizeof time, &time, sizeof time);
  };
  // Page by page with the steps laid out, and what is left sector by sector.
  constexpr size_t kPageSectors = 8;
  constexpr ptrdiff_t kPageBytes = kPageSectors * kSectorBytes;
  const uint8_t* const end = buffer + bytes;
  for (; end - buffer >= kPageBytes; buffer += kPageBytes) {
#pragma GCC unroll 8
    for (size_t i = 0; i < kPageSectors; ++i)
      touch(buffer + i * kSectorBytes, file_offset + i * kSectorBytes);
    file_offset += kPageBytes;
  }
  for (; buffer != end; buffer += kSectorBytes, file_offset += kSectorBytes) touch(buffer, file_offset);
}

/// The iodepth units of a job, each with a buffer of block_size bytes, page-aligned at the start of the pool
/// and one after the other (fio-semantics 2.6).
class BufferPool {
 public:
  /// 0 or an errno: there is not that memory.
  int set_up(const JobSpec& spec, uint32_t depth);

  IoUnit* units() const { return units_.as<IoUnit>(); }

  /// Makes new contents for a write where `refill_buffers` wants that.
  void refill(IoUnit& unit) {
    if (refills_) contents_.fill_next(unit.buffer, unit.length);
  }

  /// How much of each buffer is scrambled before a write; 0: nothing.
  uint32_t scramble_bytes() const { return scramble_bytes_; }

 private:
  sys::PrivateMemory units_;
  BufferMemory buffers_;
  WriteContents contents_;
  bool refills_ = false;
  uint32_t scramble_bytes_ = 0;
};

}  // namespace vfload

// Which I/O comes next, for the full loop: direction, offset and length, decided at run time.
#pragma once

#include <cstdint>

#include "core/generate/any_offsets.h"
#include "core/job/spec.h"
#include "core/offset/direction_mix.h"
#include "core/offset/range.h"

namespace vfload {

/// One I/O as the workload wants it.
struct NextIo {
  Direction direction;
  uint64_t offset;  ///< in the file
  uint32_t length;  ///< bytes
};

class IoSource {
 public:
  /// `memory`: zeroed, 8-byte aligned, AnyOffsets::memory_bytes(range) long; it stays the caller's.
  void set_up(const JobSpec& spec, const OffsetRange& range, void* memory);

  /// False: the range is used up; `io.direction` is then the direction that found no place.
  bool next(NextIo& io);

  /// After `next` found no place: begins the range anew as fio does, and gives the I/O to issue now.
  void begin_anew(NextIo& io);

 private:
  const JobSpec* spec_ = nullptr;
  OffsetRange range_ = {};
  AnyOffsets offsets_;
  DirectionMix mix_;
};

}  // namespace vfload

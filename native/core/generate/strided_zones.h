// zonemode=strided: I/O stays in a zone of the file until enough bytes are done there, then goes on to the
// next one (fio-semantics A).
#pragma once

#include <cstdint>

#include "core/generate/random_offsets.h"
#include "core/generate/source_file.h"

namespace vfload {

class StridedZones {
 public:
  void set_up(const JobSpec& spec) { spec_ = &spec; }

  bool on() const { return spec_->generate.strided; }
  void start_pass() { zone_bytes_ = 0; }
  void issued(uint64_t bytes) { zone_bytes_ += bytes; }

  /// Moves `state` on to the next zone if this one has had its share. Before each I/O of `direction`.
  void enter(SourceFileState& state, Direction direction) {
    const GenerateSpec& generate = spec_->generate;
    if (zone_bytes_ >= generate.zone_size) {
      zone_bytes_ = 0;
      state.start_bytes += generate.zone_range + static_cast<uint64_t>(generate.zone_skip);
      if (state.start_bytes >= state.file.real_bytes) state.start_bytes = state.later_start_bytes();
      begin_zone(state);
    }
    uint64_t& last_end = state.last_end[static_cast<int>(direction)];
    if (last_end >= state.start_bytes + generate.zone_range) last_end = state.start_bytes;
    // A zone that is gone through more than once begins again each time, if that comes out even.
    if (generate.zone_size > generate.zone_range && zone_bytes_ != 0 &&
        zone_bytes_ % generate.zone_range == 0) {
      begin_zone(state);
    }
  }

 private:
  void begin_zone(SourceFileState& state) const {
    state.start_positions();
    restart_file(*spec_, state);
  }

  const JobSpec* spec_ = nullptr;
  uint64_t zone_bytes_ = 0;
};

}  // namespace vfload

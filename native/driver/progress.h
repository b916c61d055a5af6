// How a job came along: what it had completed, read from its progress while it ran.
#pragma once

#include <cstdint>
#include <vector>

#include "core/measure/clock.h"
#include "core/measure/statistics.h"

namespace vfload::driver {

class ProgressTrace {
 public:
  /// Room for `count` readings; later ones are not kept.
  explicit ProgressTrace(uint32_t count) { readings_.reserve(count); }

  void read(const Clock& clock, const JobProgress& progress) {
    if (readings_.size() == readings_.capacity()) return;
    uint64_t completed = 0;
    for (const auto& direction : progress.completed) completed += direction.load(std::memory_order_relaxed);
    readings_.push_back({clock.now_ns(), completed});
  }

  /// A JSON member: pairs of a time in nanoseconds and the I/Os completed until then.
  void print() const;

 private:
  struct Reading {
    uint64_t at_ns;
    uint64_t completed;
  };

  std::vector<Reading> readings_;
};

}  // namespace vfload::driver

// Looks at the rates of jobs that are to end in a steady state, once a second. Part of the supervisor.
#pragma once

#include <cstdint>

#include "core/supervise/schedule.h"
#include "core/supervise/work.h"

namespace vfload {

class SteadyWatch {
 public:
  SteadyWatch(Work& work, Schedule& schedule) : work_(work), schedule_(schedule) {}

  /// Ends the jobs of each unit that has become steady. Cheap when nothing is due.
  void advance(uint64_t now_ns);

  /// When advance() is next worth calling.
  uint64_t wake_ns() const;

 private:
  void begin_when_due(SteadyUnit& unit, uint32_t number);
  SteadyCounts counts_of(uint32_t number) const;

  Work& work_;
  Schedule& schedule_;
};

}  // namespace vfload

// When a job of a run begins, and whom its end ends (fio-semantics 1.7): plain data.
#pragma once

#include <cstdint>

namespace vfload {

/// fio's `exit_what`: whom the end of a job ends.
enum class ExitScope : uint8_t {
  kNone,
  kGroup,      ///< its group, also jobs that have not begun
  kStonewall,  ///< all that have begun
  kAll,        ///< everything: also what has not begun, and the runs after this one
};

/// Filled in before the fork. Zeroed: begins with the others, and ends alone.
struct JobSchedule {
  /// `startdelay`: how long after the beginning of everything; a range is drawn from (stream kStartDelay).
  uint64_t shortest_delay_ns;
  uint64_t longest_delay_ns;  ///< no more than the shortest: no range
  /// `wait_for`: the jobs that must have ended, which follow each other since they are clones.
  uint32_t awaited_first;
  uint32_t awaited_count;
  uint32_t group;
  ExitScope on_end;
  ExitScope on_error;
  uint32_t steady_unit;  ///< number, from 1, of the jobs that end together in a steady state; 0: of none
};

/// Where a job stands, as its supervisor knows it.
struct JobTurn {
  uint64_t due_ns;       ///< CLOCK_MONOTONIC; it may begin from then on
  uint64_t released_ns;  ///< CLOCK_MONOTONIC; it began; 0: it has not
  uint64_t stop_ns;      ///< it was told to end; UINT64_MAX: it was not
  bool end_noticed;
};

}  // namespace vfload

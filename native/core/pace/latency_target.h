// latency_target: looks for the largest depth at which enough I/Os are quick enough. Decisions only, from the
// latencies and times that it is given; the full loop keeps to them.
#pragma once

#include <cstdint>

#include "core/pace/pacing_spec.h"

namespace vfload {

/// What the end of a window asks for.
enum class TargetStep : uint8_t {
  kGoOn,
  kDrain,        ///< nothing may stay in flight
  kMeasureAnew,  ///< the depth is found: drain, forget what was measured, and try it once more
  kEnd,          ///< the last window has kept to the target
};

/// The steps are those that fio 3.33 tells with --debug=rate.
class LatencyTarget {
 public:
  /// `most`: the depth that the job may have.
  void set_up(const LatencyTargetSpec& spec, uint32_t most);
  /// The measured time begins, and the search with it: at a depth of one. Nothing is judged before, as in a
  /// ramp.
  void start(uint64_t now_ns);

  bool wanted() const { return wanted_; }
  uint32_t depth() const { return depth_; }

  /// After each I/O. False: it was too slow, none may be, and the depth is one already.
  bool completed(uint64_t lat_ns, uint64_t now_ns);

  /// Before each I/O.
  TargetStep look(uint64_t now_ns);

 private:
  void begin_window(uint64_t now_ns);
  void go_deeper();
  /// Goes back between the depth that kept to the target and this one.
  void go_back(uint64_t now_ns);

  LatencyTargetSpec spec_ = {};
  uint32_t most_ = 1;
  bool wanted_ = false;
  bool started_ = false;
  bool is_last_window_ = false;
  uint32_t low_ = 1;        ///< has kept to the target
  uint32_t depth_ = 1;      ///< is tried
  uint32_t high_ = 1;       ///< has not, or is the most
  uint32_t unchanged_ = 0;  ///< windows in a row that left the depth as it was
  uint64_t window_from_ns_ = 0;
  uint64_t ios_ = 0;   ///< in this window
  uint64_t late_ = 0;  ///< of them
};

}  // namespace vfload

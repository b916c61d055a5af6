// Ends jobs when their rates hardly change any more: fio's steadystate (fio-semantics 4.9).
#pragma once

#include <cstdint>

namespace vfload {

enum class SteadyMeasure : uint8_t { kIops, kBandwidth };

/// What counts as steady. Filled in before the fork.
struct SteadySpec {
  uint32_t samples;  ///< of a second each, that are looked at
  SteadyMeasure measure;
  bool slope;    ///< how the rates rise or fall, per sample; else how far the furthest is from their mean
  bool percent;  ///< `limit` is in percent of the mean; else in I/Os per second, or bytes per second
  double limit;  ///< below it the state is steady
  uint64_t ramp_ns;
};

/// Rates of one second.
struct SteadySample {
  uint64_t iops;
  uint64_t bytes_per_second;
};

/// What has been counted since the epoch.
struct SteadyCounts {
  uint64_t ios;
  uint64_t bytes;
};

/// What the samples say, once there are enough of them.
struct SteadyFinding {
  double max_deviation;  ///< 0 where the slope was asked for
  double slope;          ///< 0 where the deviation was
  double criterion;      ///< what was compared with the limit
  bool attained;
};

/// Jobs that are looked at together: one, or those of a reporting group. Lies in shared memory, its samples
/// behind it; the supervisor writes, the controller reads when it has ended.
struct SteadyUnit {
  SteadySpec spec;
  uint64_t begun_ns;  ///< epoch of the first of its jobs; 0: none has begun
  uint64_t due_ns;
  uint64_t last_ns;
  SteadyCounts last;
  bool ramp_is_over;
  uint32_t taken;  ///< samples, also those that newer ones have replaced
  SteadyFinding finding;
  SteadySample* ring;  ///< `spec.samples` of them

  /// Its first job's epoch has come.
  void begin(uint64_t epoch_ns);

  /// When look() is next worth calling; UINT64_MAX: never.
  uint64_t next_look_ns() const { return begun_ns == 0 || finding.attained ? UINT64_MAX : due_ns; }

  /// Takes a sample where one is due. True: the state has become steady with it.
  bool look(uint64_t now_ns, const SteadyCounts& counts);

  /// From the oldest on; those that were not taken are 0.
  SteadySample sample(uint32_t index) const;
};

/// Judges `count` samples that lie in a ring from `first` on.
SteadyFinding judge_steadiness(const SteadySpec& spec, const SteadySample* ring, uint32_t first);

}  // namespace vfload

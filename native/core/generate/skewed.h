// Skewed choices among the blocks of a file, or among the files of a job: zipf, pareto and normal
// (fio-semantics 3.4).
#pragma once

#include <cstdint>

#include "core/generate/generate_spec.h"
#include "core/offset/taus88.h"

namespace vfload {

/// What a skewed choice is made of.
struct SkewSpec {
  Distribution distribution;  ///< kZipf, kPareto or kNormal
  uint64_t choices;
  double value;  ///< theta, power or deviation in percent
  Center center;
  bool scattered;  ///< hashed, so that the frequent ones do not lie together
};

class Skewed {
 public:
  /// Of zipf it adds up to ten million powers, which takes a moment: `like`, where not null, is one of the
  /// same kind that has done so for the same number of choices.
  void set_up(const SkewSpec& spec, uint32_t seed, const Skewed* like);

  /// Draws again from the beginning.
  void restart(uint32_t seed);

  /// In [0, choices).
  uint64_t next();

 private:
  uint64_t next_zipf();
  uint64_t next_pareto();
  uint64_t next_normal();
  double unit_draw();

  SkewSpec spec_ = {};
  Taus88 generator_;
  uint32_t shift_ = 0;  ///< where the most frequent choice lies
  double zeta_ = 0;
  double zeta_of_two_ = 0;
  double power_ = 0;
  uint64_t deviation_ = 0;
};

/// fio's hash of a file's name, which the seeds of its distributions come from.
uint32_t name_hash(const char* name);

}  // namespace vfload

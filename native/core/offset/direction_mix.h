// Which direction the next I/O has.
#pragma once

#include <cstdint>

#include "core/job/spec.h"
#include "core/offset/seeds.h"
#include "core/offset/taus88.h"

namespace vfload {

/// The direction policy of all but the mixed workloads.
template <Direction kDirection>
class SingleDirection {
 public:
  void set_up(const JobSpec&) {}
  Direction next() { return kDirection; }
  void take_back() {}
  void start_pass(const JobSpec&) {}
};

/// The direction policy of rw and randrw: nearly, but not quite, independent draws (fio-semantics 3.3). Every
/// call of `next` is followed by an I/O of that direction being issued.
class DirectionMix {
 public:
  void set_up(const JobSpec& spec) {
    seed(spec);
    // 1 + floor(100 * r / 2^32) <= rwmixread, solved for r.
    read_below_ = ((uint64_t{spec.rwmixread} << 32) + 99) / 100;
    percent_[static_cast<int>(Direction::kRead)] = spec.rwmixread;
    percent_[static_cast<int>(Direction::kWrite)] = 100U - spec.rwmixread;
  }

  Direction next() {
    const Direction chosen = choose();
    issued(chosen);
    return chosen;
  }

  /// The direction of the next I/O, which need not find a place: `issued` follows if it does.
  Direction choose() {
    if (issued_[last_] >= threshold_) {
      const uint32_t drawn = generator_.next() < read_below_ ? 0 : 1;
      if (drawn != last_) {
        threshold_ = issued_[last_] * percent_[drawn] / 100;
        last_ = drawn;
      }
    }
    return static_cast<Direction>(last_);
  }

  void issued(Direction direction) { issued_[static_cast<int>(direction)] += 1; }

  /// What `next` gave last found no place and was not issued.
  void take_back() { issued_[last_] -= 1; }

  /// The generator begins again if `randrepeat` rules it, and runs on where a seed was given
  /// (fio-semantics 3.6).
  void start_pass(const JobSpec& spec) {
    threshold_ = 0;
    if (spec.randrepeat && !spec.randseed_given) seed(spec);
  }

 private:
  void seed(const JobSpec& spec) {
    generator_ = Taus88::seeded(static_cast<uint32_t>(stream_seed(spec, Stream::kMix)));
  }

  Taus88 generator_;
  uint32_t last_ = static_cast<uint32_t>(Direction::kRead);
  uint32_t percent_[kDirections] = {};
  uint64_t read_below_ = 0;
  uint64_t issued_[kDirections] = {};
  uint64_t threshold_ = 0;
};

}  // namespace vfload

// Jobs that are held at a ratio of their I/Os: flow, flow_id, flow_sleep (fio-semantics 3.10).
#pragma once

#include <atomic>
#include <cstdint>

#include "core/sys/sharing.h"

namespace vfload {

/// What the jobs of one `flow_id` share, zeroed at first. Its counters are of the jobs that run.
struct FlowUnit {
  alignas(kSharingBytes) std::atomic<uint64_t> issued;
  std::atomic<uint64_t> weights;
};

/// Filled in before the fork. Zeroed: the job goes its own way.
struct FlowSpec {
  uint32_t weight;  ///< `flow`
  uint32_t unit;    ///< place among the work's units
  uint64_t sleep_ns;
};

/// A job's part. All accesses are relaxed: a count that is seen late is a matter of one I/O.
class FlowShare {
 public:
  /// `unit`: nullptr where the job has none.
  void join(FlowUnit* unit, const FlowSpec& spec) {
    if (spec.weight == 0) return;
    unit_ = unit;
    weight_ = spec.weight;
    unit_->weights.fetch_add(weight_, std::memory_order_relaxed);
  }

  /// The others go on as if the job had never been there.
  void leave() {
    if (unit_ == nullptr) return;
    unit_->weights.fetch_sub(weight_, std::memory_order_relaxed);
    unit_->issued.fetch_sub(own_, std::memory_order_relaxed);
    unit_ = nullptr;
  }

  /// Whether the job has had more than its share, so that it is the others' turn.
  bool is_ahead() const {
    if (unit_ == nullptr) return false;
    const uint64_t weights = unit_->weights.load(std::memory_order_relaxed);
    return own_ * weights > unit_->issued.load(std::memory_order_relaxed) * weight_;
  }

  void issued() {
    if (unit_ == nullptr) return;
    own_ += 1;
    unit_->issued.fetch_add(1, std::memory_order_relaxed);
  }

 private:
  FlowUnit* unit_ = nullptr;
  uint64_t weight_ = 0;
  uint64_t own_ = 0;
};

}  // namespace vfload

// How the full loop keeps to latency_target, whatever decides which I/Os it does.
#pragma once

#include "core/full/full_job.h"

namespace vfload {

/// Carries out what latency_target asks for.
template <class Queue>
void keep_to_target(FullJob& job, Queue& queue) {
  const TargetStep step = job.target_step();
  if (step == TargetStep::kGoOn) return;
  if (step == TargetStep::kEnd) {
    job.end();
    return;
  }
  queue.finish_in_flight(0);
  if (step == TargetStep::kMeasureAnew) job.measure_anew();
}

}  // namespace vfload

#include "core/supervise/steady_watch.h"

namespace vfload {

void SteadyWatch::advance(uint64_t now_ns) {
  for (uint32_t number = 1; number <= work_.steady_count; ++number) {
    SteadyUnit& unit = work_.steady_units[number - 1];
    if (unit.begun_ns == 0) begin_when_due(unit, number);
    if (now_ns < unit.next_look_ns() || !unit.look(now_ns, counts_of(number))) continue;
    for (uint32_t index = 0; index < work_.job_count; ++index) {
      if (work_.jobs[index].schedule.steady_unit == number) schedule_.stop(index, now_ns);
    }
  }
}

uint64_t SteadyWatch::wake_ns() const {
  uint64_t wake_ns = UINT64_MAX;
  for (uint32_t index = 0; index < work_.steady_count; ++index) {
    const uint64_t look_ns = work_.steady_units[index].next_look_ns();
    if (look_ns < wake_ns) wake_ns = look_ns;
  }
  return wake_ns;
}

void SteadyWatch::begin_when_due(SteadyUnit& unit, uint32_t number) {
  uint64_t first_ns = UINT64_MAX;
  for (uint32_t index = 0; index < work_.job_count; ++index) {
    const JobSlot& slot = work_.jobs[index];
    const uint64_t epoch_ns = slot.progress.epoch_ns.load(std::memory_order_acquire);
    if (slot.schedule.steady_unit == number && epoch_ns != 0 && epoch_ns < first_ns) first_ns = epoch_ns;
  }
  if (first_ns != UINT64_MAX) unit.begin(first_ns);
}

SteadyCounts SteadyWatch::counts_of(uint32_t number) const {
  SteadyCounts counts = {};
  for (uint32_t index = 0; index < work_.job_count; ++index) {
    const JobSlot& slot = work_.jobs[index];
    if (slot.schedule.steady_unit != number) continue;
    // Until its epoch a job counts what its ramp does.
    if (slot.progress.epoch_ns.load(std::memory_order_acquire) == 0) continue;
    for (int direction = 0; direction < kDirections; ++direction) {
      counts.ios += slot.progress.completed[direction].load(std::memory_order_relaxed);
      counts.bytes += slot.progress.bytes[direction].load(std::memory_order_relaxed);
    }
  }
  return counts;
}

}  // namespace vfload

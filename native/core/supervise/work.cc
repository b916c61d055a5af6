#include "core/supervise/work.h"

#include <atomic>
#include <cstring>
#include <new>

#include "core/engine/table.h"
#include "core/measure/forget.h"
#include "core/sys/clock.h"
#include "core/sys/shared_memory.h"

namespace vfload {

namespace {

constexpr size_t aligned(size_t bytes) { return (bytes + kSharingBytes - 1) / kSharingBytes * kSharingBytes; }

Work* map_work(size_t slot_bytes, size_t block_bytes, const Limits& limits) {
  const size_t bytes = aligned(sizeof(Work)) + aligned(slot_bytes) + block_bytes;
  void* memory = sys::map_shared(bytes);
  if (memory == nullptr) return nullptr;
  Work* work = new (memory) Work{};
  work->mapping_bytes = bytes;
  work->limits = limits;
  return work;
}

void set_runtimes(JobStatistics& statistics, uint64_t runtime_ns) {
  statistics.job_runtime_ns = runtime_ns;
  for (int direction = 0; direction < kDirections; ++direction) {
    statistics.runtime_ns[direction] = statistics.direction[direction].bytes != 0 ? runtime_ns : 0;
  }
}

/// Sums that somebody goes on adding to: read until twice the same, since an addition in between would leave
/// squares that fit no count.
Sums settled(const Sums& shared) {
  constexpr int kAttempts = 32;
  Sums seen = shared;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    std::atomic_thread_fence(std::memory_order_acquire);
    const Sums again = shared;
    if (memcmp(&seen, &again, sizeof seen) == 0) break;
    seen = again;
  }
  return seen;
}

uint8_t* slots_of(Work* work) { return reinterpret_cast<uint8_t*>(work) + aligned(sizeof(Work)); }

}  // namespace

void close_account(Work& work, uint32_t index) {
  if (work.job_count == 0) return;
  JobSlot& slot = work.jobs[index];
  JobStatistics& statistics = slot.statistics;
  if (statistics.job_runtime_ns != 0) return;
  const uint64_t epoch_ns = slot.progress.epoch_ns.load(std::memory_order_acquire);
  if (epoch_ns == 0) {
    if (work.phase(index) == Phase::kRamping) forget_measurements(statistics);
    return;
  }
  const uint64_t now_ns = sys::monotonic_ns();
  if (now_ns <= epoch_ns) return;
  set_runtimes(statistics, now_ns - epoch_ns);
}

JobStatistics interim_statistics(const Work& work, uint32_t index) {
  const JobSlot& slot = work.jobs[index];
  JobStatistics statistics = slot.statistics;
  for (int direction = 0; direction < kDirections; ++direction) {
    const DirectionStatistics& shared = slot.statistics.direction[direction];
    DirectionStatistics& copy = statistics.direction[direction];
    copy.slat = settled(shared.slat);
    copy.clat = settled(shared.clat);
    copy.lat = settled(shared.lat);
    statistics.bw_samples[direction] = settled(slot.statistics.bw_samples[direction]);
    statistics.iops_samples[direction] = settled(slot.statistics.iops_samples[direction]);
  }
  statistics.sync_lat = settled(slot.statistics.sync_lat);
  const uint64_t epoch_ns = slot.progress.epoch_ns.load(std::memory_order_acquire);
  const uint64_t now_ns = sys::monotonic_ns();
  if (statistics.job_runtime_ns == 0 && epoch_ns != 0 && now_ns > epoch_ns) {
    set_runtimes(statistics, now_ns - epoch_ns);
  } else if (epoch_ns == 0) {
    forget_measurements(statistics);
  }
  return statistics;
}

Phase Work::phase(uint32_t index) const {
  const std::atomic<uint32_t>& phase = job_count == 0 ? task->progress.phase : jobs[index].progress.phase;
  return static_cast<Phase>(phase.load(std::memory_order_acquire));
}

JobContext Work::job_context(uint32_t index) {
  JobSlot& slot = jobs[index];
  FlowUnit* flow_unit = flow_units == nullptr ? nullptr : &flow_units[slot.spec.flow.unit];
  return {&slot.spec, &slot.statistics,          &slot.progress, &slot.failure,        &control,
          &slot.gate, latency_buckets_of(index), flow_unit,      &slot.verify_failures};
}

bool Work::needs_heap() const {
  for (uint32_t index = 0; index < job_count; ++index) {
    const JobSpec& spec = jobs[index].spec;
    if (spec.offload || engine_table()[spec.engine].flags.allocates) return true;
  }
  return threads;
}

Work* make_job_work(uint32_t job_count, bool threads, const Clock& clock, const Limits& limits,
                    bool latency_buckets) {
  const size_t slots_bytes = aligned(sizeof(JobSlot) * job_count);
  const size_t buckets_bytes = latency_buckets ? aligned(sizeof(LatencyBuckets) * job_count) : 0;
  Work* work = map_work(slots_bytes + buckets_bytes, 0, limits);
  if (work == nullptr) return nullptr;
  work->control.clock = clock;
  work->threads = threads;
  work->job_count = job_count;
  work->jobs = reinterpret_cast<JobSlot*>(slots_of(work));
  if (latency_buckets) {
    work->latency_buckets = reinterpret_cast<LatencyBuckets*>(slots_of(work) + slots_bytes);
  }
  for (uint32_t index = 0; index < job_count; ++index) new (&work->jobs[index]) JobSlot{};
  return work;
}

Work* make_task_work(TaskMain main, size_t block_bytes, const Limits& limits) {
  Work* work = map_work(sizeof(TaskSlot), block_bytes, limits);
  if (work == nullptr) return nullptr;
  work->task = new (slots_of(work)) TaskSlot{};
  work->task->main = main;
  work->task->block = slots_of(work) + aligned(sizeof(TaskSlot));
  work->task->stop_limit_ns = limits.end_grace_ns;
  return work;
}

bool add_steady_units(Work& work, const SteadySpec* specs, uint32_t count) {
  if (count == 0) return true;
  size_t bytes = sizeof(SteadyUnit) * count;
  for (uint32_t index = 0; index < count; ++index) bytes += sizeof(SteadySample) * specs[index].samples;
  void* memory = sys::map_shared(bytes);
  if (memory == nullptr) return false;
  work.steady_bytes = bytes;
  work.steady_count = count;
  work.steady_units = static_cast<SteadyUnit*>(memory);
  auto* ring = reinterpret_cast<SteadySample*>(work.steady_units + count);
  for (uint32_t index = 0; index < count; ++index) {
    auto* unit = new (&work.steady_units[index]) SteadyUnit{};
    unit->spec = specs[index];
    unit->ring = ring;
    ring += specs[index].samples;
  }
  return true;
}

bool add_flow_units(Work& work, uint32_t count) {
  void* memory = sys::map_shared(sizeof(FlowUnit) * count);
  if (memory == nullptr) return false;
  work.flow_bytes = sizeof(FlowUnit) * count;
  work.flow_units = static_cast<FlowUnit*>(memory);
  for (uint32_t index = 0; index < count; ++index) new (&work.flow_units[index]) FlowUnit{};
  return true;
}

void* add_replay_memory(Work& work, size_t bytes) {
  work.replays = sys::map_shared(bytes);
  if (work.replays != nullptr) work.replay_bytes = bytes;
  return work.replays;
}

void release_work(Work* work) {
  if (work == nullptr) return;
  if (work->flow_units != nullptr) sys::unmap(work->flow_units, work->flow_bytes);
  if (work->replays != nullptr) sys::unmap(work->replays, work->replay_bytes);
  if (work->steady_units != nullptr) sys::unmap(work->steady_units, work->steady_bytes);
  work->arena.release();
  sys::unmap(work, work->mapping_bytes);
}

}  // namespace vfload

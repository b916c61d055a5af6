#include "core/supervise/work.h"

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
  statistics.job_runtime_ns = now_ns - epoch_ns;
  for (int direction = 0; direction < kDirections; ++direction) {
    if (statistics.direction[direction].bytes != 0) statistics.runtime_ns[direction] = now_ns - epoch_ns;
  }
}

Phase Work::phase(uint32_t index) const {
  const std::atomic<uint32_t>& phase = job_count == 0 ? task->progress.phase : jobs[index].progress.phase;
  return static_cast<Phase>(phase.load(std::memory_order_acquire));
}

JobContext Work::job_context(uint32_t index) {
  JobSlot& slot = jobs[index];
  return {&slot.spec, &slot.statistics, &slot.progress, &slot.failure, &control};
}

bool Work::needs_heap() const {
  for (uint32_t index = 0; index < job_count; ++index) {
    if (engine_table()[jobs[index].spec.engine].flags.allocates) return true;
  }
  return threads;
}

Work* make_job_work(uint32_t job_count, bool threads, const Clock& clock, const Limits& limits,
                    size_t file_table_bytes) {
  Work* work = map_work(sizeof(JobSlot) * job_count, file_table_bytes, limits);
  if (work == nullptr) return nullptr;
  work->control.clock = clock;
  work->threads = threads;
  work->job_count = job_count;
  work->jobs = reinterpret_cast<JobSlot*>(slots_of(work));
  work->file_table = slots_of(work) + aligned(sizeof(JobSlot) * job_count);
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

void release_work(Work* work) {
  if (work != nullptr) sys::unmap(work, work->mapping_bytes);
}

}  // namespace vfload

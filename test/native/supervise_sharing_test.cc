#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <iterator>
#include <set>
#include <vector>

#include "core/sys/sharing.h"
#include "supervised_jobs.h"

using namespace vfload;

namespace {

/// Places in the mapping of a piece of work, in units of kSharingBytes.
using Places = std::set<size_t>;

/// What a slot holds besides the job's description.
void fill_slot(JobSlot& slot, int value) {
  auto* const start = reinterpret_cast<uint8_t*>(&slot);
  auto* const spec = reinterpret_cast<uint8_t*>(&slot.spec);
  auto* const after_spec = reinterpret_cast<uint8_t*>(&slot.failure);
  memset(start, value, static_cast<size_t>(spec - start));
  memset(after_spec, value, static_cast<size_t>(start + sizeof slot - after_spec));
}

/// Where `act` writes in the mapping: what differs afterwards, for two contents from before, since a word may
/// have held what is written to it.
template <class Act>
Places places_written(Work& work, Act&& act) {
  const auto* const mapping = reinterpret_cast<const uint8_t*>(&work);
  Places places;
  for (const int filling : {0x5a, 0xa5}) {
    for (uint32_t index = 0; index < work.job_count; ++index) fill_slot(work.jobs[index], filling);
    const std::vector<uint8_t> before(mapping, mapping + work.mapping_bytes);
    act();
    for (size_t at = 0; at < work.mapping_bytes; ++at) {
      if (mapping[at] != before[at]) places.insert(at / kSharingBytes);
    }
  }
  return places;
}

Places common(const Places& a, const Places& b) {
  Places both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::inserter(both, both.begin()));
  return both;
}

/// What the supervisor does with each job, again and again while it runs.
void supervise(Work& work) {
  constexpr uint64_t kEpochNs = 5'000 * sys::kNsPerMs;
  for (uint32_t index = 0; index < work.job_count; ++index) {
    JobSlot& slot = work.jobs[index];
    JobProgress progress = {};
    progress.phase = static_cast<uint32_t>(Phase::kRunning);
    progress.epoch_ns = kEpochNs;
    slot.sampler.set_up(slot.spec, slot.statistics);
    slot.sampler.sample(kEpochNs, progress, slot.statistics);
    for (int direction = 0; direction < kDirections; ++direction) {
      progress.bytes[direction] = 1 << 20;
      progress.completed[direction] = 256;
    }
    slot.sampler.sample(kEpochNs + 50 * sys::kNsPerMs, progress, slot.statistics);
    slot.child.end.store(static_cast<uint32_t>(ChildEnd::kStarted));
    slot.child.pid = 1;
    slot.child.watch.start(kEpochNs);
    slot.child.watch.judge_job({kEpochNs, Phase::kRunning, 1}, {true, UINT64_MAX, false}, work.limits);
    slot.child.killed_ns = kEpochNs;
    slot.turn = {kEpochNs, kEpochNs, kEpochNs, true};
    slot.gate.stop.fetch_xor(1);
    slot.gate.released.fetch_xor(1);
  }
}

}  // namespace

TEST_CASE("sharing: no two processes of a run write near each other, whatever the engine") {
  for (const EngineEntry& engine : engine_table()) {
    if (!engine.flags.reads || engine.flags.opens_are_measured) continue;
    CAPTURE(engine.name);
    JobsOnFiles run({.engine = engine.name,
                     .workload = Workload::kRandReadWrite,
                     .runtime_ms = 0,
                     .jobs = 3,
                     .file_bytes = 1 << 20});
    Work& work = *run.work;
    for (uint32_t index = 0; index < work.job_count; ++index) work.jobs[index].gate.released = 1;

    std::vector<Places> writers;
    for (uint32_t index = 0; index < work.job_count; ++index) {
      writers.push_back(places_written(work, [&] { run_job(work.job_context(index)); }));
      // Counters, buckets of two directions and what it tells of itself.
      if (!engine_is_forbidden(run.job(index))) CHECK(writers.back().size() > 10);
    }
    writers.push_back(places_written(work, [&] { supervise(work); }));
    CHECK(writers.back().size() >= 2 * work.job_count);
    writers.push_back(places_written(work, [&] { work.control.stop.fetch_xor(1); }));
    CHECK(writers.back().size() == 1);

    for (size_t a = 0; a < writers.size(); ++a) {
      for (size_t b = a + 1; b < writers.size(); ++b) {
        CAPTURE(a);
        CAPTURE(b);
        CHECK(common(writers[a], writers[b]).empty());
      }
    }
    release_work(&work);
  }
}

TEST_CASE("sharing: the test sees it where two do write near each other") {
  JobsOnFiles run({.jobs = 2});
  Work& work = *run.work;
  const Places first = places_written(work, [&] { work.jobs[0].progress.in_flight.store(1); });
  const Places beside = places_written(work, [&] { work.jobs[0].progress.offset.store(1); });
  const Places other = places_written(work, [&] { work.jobs[1].progress.in_flight.store(1); });
  CHECK(common(first, beside).size() == 1);
  CHECK(common(first, other).empty());
  release_work(&work);
}

// The life of a job with a given engine, and the choice of its loop. Included by engine/NAME.cc alone: here
// the loops of an engine are compiled.
#pragma once

#include "core/engine/engine.h"
#include "core/full/full_loop.h"
#include "core/job/job_run.h"
#include "core/job/loop_async.h"
#include "core/job/loop_sync.h"

namespace vfload {

template <AnyEngine Engine, OffsetPolicy Offsets, class Directions>
void run_lean_loop(JobRun& job, Engine& engine) {
  Offsets offsets;
  Directions directions;
  offsets.set_up(job.spec(), job.range(), job.map_memory());
  directions.set_up(job.spec());
  if constexpr (Engine::kFlags.synchronous) {
    SyncLoop<Engine, Directions>(job, engine).run(offsets, directions);
  } else {
    AsyncLoop<Engine, Directions>(job, engine).run(offsets, directions);
  }
}

/// The three common offset policies have a lean loop each.
template <AnyEngine Engine, class Directions>
void choose_lean_loop(JobRun& job, Engine& engine) {
  if (!is_random(job.spec().workload)) {
    run_lean_loop<Engine, SequentialOffsets, Directions>(job, engine);
  } else if (job.spec().norandommap) {
    run_lean_loop<Engine, UnmappedRandomOffsets<Taus88>, Directions>(job, engine);
  } else {
    run_lean_loop<Engine, MappedRandomOffsets<Taus88>, Directions>(job, engine);
  }
}

/// From the open file to the last completion and `end_fsync`, which belongs to the runtime
/// (fio-semantics 2.4).
template <AnyEngine Engine>
void run_lean(JobRun& job, Engine& engine) {
  if (!job.open_file()) return;
  if (const int error = engine.attach(job.files().fd(0)); error != 0) {
    job.fail(Engine::kFlags.maps_file ? FailurePoint::kMap : FailurePoint::kEngineSetup, error,
             job.range().start_bytes, job.spec().block_size);
    return;
  }
  with_direction_policy(job.spec(), [&](auto directions) {
    choose_lean_loop<Engine, typename decltype(directions)::type>(job, engine);
  });
  const bool dirty = has_writes(job.spec().workload) && !job.sync_rule().sync_was_last();
  if (job.spec().end_fsync && dirty && !job.failed()) {
    job.set_phase(Phase::kSyncing);
    if (const long result = engine.sync(false); result < 0) {
      job.fail(FailurePoint::kSync, static_cast<int>(-result));
    }
  }
}

template <AnyEngine Engine>
void measure(JobRun& job, Engine& engine, OffloadPool<Engine>& pool) {
  if constexpr (Engine::kFlags.lean) {
    if (!job.needs_full_loop(Engine::kFlags)) {
      run_lean(job, engine);
      return;
    }
  }
  run_full_loop(job, engine, pool);
}

/// The whole life of a job.
template <AnyEngine Engine>
void run_engine(JobRun& job, Engine& engine) {
  OffloadPool<Engine> pool(job);
  if (job.prepare(Engine::kFlags)) {
    int error = engine.set_up(job.engine_setup());
    if constexpr (requires { engine.prepare_files(job.files()); }) {
      if (error == 0) error = engine.prepare_files(job.files());
    }
    if constexpr (kOffloads<Engine>) {
      if (error == 0) error = pool.start();
    }
    if (error != 0) {
      job.fail(FailurePoint::kEngineSetup, error);
    } else if (job.wait_for_release() && job.run_before()) {
      job.start();
      measure(job, engine, pool);
      job.finish();
      pool.stop();
      job.run_after();
    }
  }
  engine.tear_down();
  job.end();
}

}  // namespace vfload

// The loop that knows every option, compiled once an engine: for all jobs that want more than the lean loops
// of job/loop_sync.h and job/loop_async.h have. What it does for an I/O is in full_job.h; how the I/O gets to
// the engine and back is in sync_queue.h, async_queue.h and offload_queue.h.
#pragma once

#include "core/full/async_queue.h"
#include "core/full/full_files.h"
#include "core/full/full_job.h"
#include "core/full/keep_to_target.h"
#include "core/full/offload_queue.h"
#include "core/full/replay_loop.h"
#include "core/full/sync_queue.h"

namespace vfload {

/// After a pass, to verify it: from files that are opened anew.
template <class Queue, class Files>
void read_back_what_was_written(FullJob& job, Files& files, Queue& queue) {
  if (!job.begin_checks()) return;
  while (job.checks_go_on()) {
    IoUnit& unit = queue.take_idle();
    if (!job.draw_check(unit) || !files.enter(unit) || !job.start(unit)) {
      queue.give_back(unit);
      break;
    }
    queue.put(unit);
  }
  queue.drain();
  files.close_all();
  job.end_checks();
}

/// Runs to the end of the job, what is in flight included. `way`: what does the I/Os, the engine itself or
/// its threads.
template <class Queue, AnyEngine Engine, class Way>
void run_with_queue(JobRun& job_run, Engine& engine, Way& way) {
  FullJob job(job_run);
  FullFiles<Engine> files(job, engine);
  Queue queue(job, way, files);
  if (!queue.set_up() || job.set_up(Engine::kFlags) != 0) {
    job_run.fail(FailurePoint::kMemory, ENOMEM);
    return;
  }
  if (job_run.spec().replay.count != 0) {
    ReplayLoop<Queue, Engine>(job, files, queue).run();
    read_back_what_was_written(job, files, queue);
    queue.finish();
    return;
  }
  do {
    while (job.goes_on()) {
      if (job.is_ahead()) {
        if (job.sleeps_when_ahead()) queue.finish_in_flight(0);
        job.let_others_go();
        continue;
      }
      if (job.must_wait()) {
        queue.finish_in_flight(1);
        if (!job.wait()) continue;
      }
      if (const SyncKind kind = job.sync_due(); kind != SyncKind::kNone) {
        queue.sync(kind);
        continue;
      }
      IoUnit& unit = queue.take_idle();
      if (!job.draw(unit) || !files.enter(unit) || !job.start(unit)) {
        queue.give_back(unit);
        break;
      }
      if (job.pretends()) {
        job.pretend(unit);
        queue.give_back(unit);
        continue;
      }
      queue.put(unit);
      if (job.thinks()) {
        queue.finish_in_flight(0);
        job.think();
      }
      if (job.keeps_to_target()) keep_to_target(job, queue);
    }
    queue.drain();
    files.end_pass();
    read_back_what_was_written(job, files, queue);
  } while (job.begin_pass());
  queue.finish();
  job.save_state();
}

template <AnyEngine Engine>
void run_full_loop(JobRun& job, Engine& engine, OffloadPool<Engine>& pool) {
  if constexpr (kOffloads<Engine>) {
    if (job.spec().offload) {
      run_with_queue<OffloadQueue<Engine>>(job, engine, pool);
      return;
    }
  }
  if constexpr (Engine::kFlags.synchronous) {
    run_with_queue<SyncQueue<Engine>>(job, engine, engine);
  } else {
    run_with_queue<AsyncQueue<Engine>>(job, engine, engine);
  }
}

}  // namespace vfload

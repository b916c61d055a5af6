// The full loop of a job that does the I/Os of a log again (`read_iolog`): the log says which, on which file,
// and when files are opened and closed. What an I/O goes through is the same as everywhere (full_job.h).
#pragma once

#include "core/full/full_files.h"
#include "core/full/full_job.h"
#include "core/full/keep_to_target.h"
#include "core/replay/replay_walk.h"

namespace vfload {

template <class Queue, AnyEngine Engine>
class ReplayLoop {
 public:
  ReplayLoop(FullJob& job, FullFiles<Engine>& files, Queue& queue)
      : job_(job), files_(files), queue_(queue), walk_(job.job().spec().replay, job.now_ns()) {}

  /// To the end of the log, or of the job's time. As in fio nothing is reaped during its pauses, and a
  /// runtime that ends in one does not cut it short.
  void run() {
    while (job_.may_go_on()) {
      if (job_.must_wait()) {
        queue_.finish_in_flight(1);
        if (!job_.wait()) continue;
      }
      const ReplayEntry* entry = walk_.next();
      // Also at the end: the log may end with a wait.
      if (!job_.wait_until(walk_.due_ns()) || entry == nullptr) break;
      walk_.begun(job_.now_ns());
      if (!act(*entry)) break;
    }
    queue_.drain();
    files_.end_pass();
  }

 private:
  bool act(const ReplayEntry& entry) {
    switch (entry.action()) {
      case ReplayAction::kOpen:
        // One that is to be closed when its I/Os are done is closed first.
        if (files_.is_open(entry.file())) queue_.finish_in_flight(0);
        return files_.begin(entry.file());
      case ReplayAction::kClose:
        files_.finish(entry.file());
        return true;
      case ReplayAction::kSync:
      case ReplayAction::kDataSync:
        job_.sync_next(entry.file());
        queue_.sync(entry.action() == ReplayAction::kSync ? SyncKind::kFull : SyncKind::kData);
        return true;
      case ReplayAction::kRead:
      case ReplayAction::kWrite:
        return transfer(entry);
      case ReplayAction::kWait:
        break;
    }
    return true;
  }

  bool transfer(const ReplayEntry& entry) {
    IoUnit& unit = queue_.take_idle();
    unit.direction = entry.action() == ReplayAction::kRead ? Direction::kRead : Direction::kWrite;
    unit.file = entry.file();
    unit.offset = entry.offset;
    unit.length = unit.whole_bytes = entry.bytes;
    unit.block = 0;
    if (!files_.enter(unit) || !job_.start(unit)) {
      queue_.give_back(unit);
      return false;
    }
    queue_.put(unit);
    if (job_.thinks()) {
      queue_.finish_in_flight(0);
      job_.think();
    }
    if (job_.keeps_to_target()) keep_to_target(job_, queue_);
    return true;
  }

  FullJob& job_;
  FullFiles<Engine>& files_;
  Queue& queue_;
  ReplayWalk walk_;
};

}  // namespace vfload

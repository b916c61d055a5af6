// When `fsync=N`, `fdatasync=N` and `sync_file_range=...:N` are due (fio-semantics 2.4).
#pragma once

#include <cstdint>

#include "core/job/spec.h"
#include "core/offset/policy.h"

namespace vfload {

enum class SyncKind : uint8_t { kNone, kFull, kData, kRange };

/// fio from 3.34 on: once after every N-th write. Before that "the number of writes is a multiple of N" was
/// asked before every I/O, unless what completed last was a sync: in a mixed job each read brings the sync
/// again until the next write; with an engine that keeps syncs in flight they are issued until the first one
/// completes; where several writes are in flight none follows another before one of them completes; and a
/// sync that was due when a pass ended is made again when the next one begins.
class SyncRule {
 public:
  void set_up(const JobSpec& spec) {
    repeats_ = spec.compat == FioCompat::k333;
    // Never between trims and writes (seen with fio 3.33).
    if (has_trims(spec.workload)) return;
    full_.every = full_.left = spec.fsync;
    data_.every = data_.left = spec.fdatasync;
    range_.every = range_.left = spec.sync_range;
  }

  /// What has to be issued before the next I/O.
  SyncKind due() const {
    if (repeats_ && sync_was_last_) return SyncKind::kNone;
    if (full_.due) return SyncKind::kFull;
    if (data_.due) return SyncKind::kData;
    return range_.due ? SyncKind::kRange : SyncKind::kNone;
  }

  void transfer_issued(Direction direction) {
    if (direction != Direction::kWrite) return;
    full_.count();
    data_.count();
    range_.count();
  }

  void transfer_completed() { sync_was_last_ = false; }

  /// What fails does not count, in fio either.
  void transfer_failed(Direction direction) {
    sync_was_last_ = false;
    if (direction != Direction::kWrite) return;
    full_.take_back();
    data_.take_back();
    range_.take_back();
  }

  void sync_issued() {
    if (!repeats_) full_.due = data_.due = range_.due = false;
  }

  void sync_completed() { sync_was_last_ = true; }

  void start_pass() { sync_was_last_ = false; }

  /// Whether `end_fsync` has nothing left to do.
  bool sync_was_last() const { return sync_was_last_; }

 private:
  struct Countdown {
    uint32_t every = 0;  ///< 0: never
    uint32_t left = 0;
    bool due = false;

    void count() {
      if (every == 0) return;
      left -= 1;
      due = left == 0;
      if (due) left = every;
    }

    void take_back() {
      if (due) left = 0;
      due = false;
      if (left < every) left += 1;
    }
  };

  Countdown full_;
  Countdown data_;
  Countdown range_;
  bool repeats_ = false;
  bool sync_was_last_ = false;
};

}  // namespace vfload

// The files of a job in the full loop: each is open before an I/O on it starts, the engine knows which one an
// I/O is for, and they are synced and closed as fio does (fio-semantics 2.3, 2.4, 3.6).
#pragma once

#include <cstdint>

#include "core/full/full_job.h"
#include "core/job/open_files.h"
#include "core/offset/policy.h"

namespace vfload {

template <AnyEngine Engine>
class FullFiles {
 public:
  FullFiles(FullJob& job, Engine& engine) : job_(job), engine_(engine), files_(job.job().files()) {}

  /// Before the unit starts: closes what is finished, opens the unit's file where it is not open, and lets
  /// the engine work on it. False: it could not be opened, which is on record.
  bool enter(const IoUnit& unit) {
    close_finished(syncs_at_close());
    if (!files_.is_open(unit.file) && !open(unit.file)) return false;
    select(unit.file);
    files_.hold(unit.file);
    return true;
  }

  int fd(const IoUnit& unit) const { return files_.fd(unit.file); }

  // --- where the job is told what to do with files, not only what to do in them (full/replay_loop.h) ---

  bool is_open(uint32_t index) const { return files_.is_open(index); }

  /// Opens the file where it is not open. False: it could not be opened, which is on record.
  bool begin(uint32_t index) {
    close_finished(syncs_at_close());
    return files_.is_open(index) || open(index);
  }

  /// Closes the file, now or when nothing is in flight on it any more.
  void finish(uint32_t index) {
    files_.finish(index);
    close_finished(syncs_at_close());
  }

  /// When nothing is in flight any more: syncs every file where that is asked for, and closes what is open.
  void end_pass() {
    close_finished(syncs_at_close());
    if (syncs_at_end()) {
      job_.job().set_phase(Phase::kSyncing);
      for (uint32_t index = 0; index < files_.count() && !job_.job().failed(); ++index) sync_at_end(index);
    }
    close_all();
  }

  /// Closes what is open.
  void close_all() {
    files_.finish_all();
    close_finished(false);
  }

 private:
  const JobSpec& spec() const { return job_.job().spec(); }

  bool syncs_at_close() const { return spec().files.fsync_on_close && has_writes(spec().workload); }

  bool syncs_at_end() const {
    if (job_.job().failed() || !has_writes(spec().workload)) return false;
    if (!spec().end_fsync && !spec().files.fsync_on_close) return false;
    return files_.count() > 1 || !job_.job().sync_rule().sync_was_last();
  }

  bool open(uint32_t index) {
    name(index);
    job_.job().iolog().file_event("open", job_.now_ns());
    if (const int error = open_file(index); error != 0) {
      job_.stop_with(FailurePoint::kOpen, error, index);
      return false;
    }
    const int error = attach(index);
    if (error == 0) return true;
    job_.stop_with(Engine::kFlags.maps_file ? FailurePoint::kMap : FailurePoint::kEngineSetup, error, index);
    return false;
  }

  /// 0 or an errno.
  int open_file(uint32_t index) {
    if constexpr (Engine::kFlags.opens_are_measured) {
      const uint64_t start_ns = job_.read_clock();
      const int fd = engine_.open(files_.directory(), files_.file(index).path);
      job_.read_clock();
      if (fd < 0 && fd != OpenFiles::kNoDescriptor) return -fd;
      job_.opened(start_ns);
      files_.adopt(index, fd);
      return 0;
    } else {
      return files_.open(index);
    }
  }

  /// 0 or an errno. Engines that have to prepare something for a file are told of each that is opened.
  int attach(uint32_t index) {
    selected_ = index;
    if constexpr (requires { engine_.attach_file(index, 0, files_.file(index)); }) {
      return engine_.attach_file(index, files_.fd(index), files_.file(index));
    } else {
      return engine_.attach(files_.fd(index));
    }
  }

  void select(uint32_t index) {
    name(index);
    if (index == selected_) return;
    selected_ = index;
    if constexpr (requires { engine_.select_file(index, 0); }) {
      engine_.select_file(index, files_.fd(index));
    } else if constexpr (requires { engine_.select(0); }) {
      engine_.select(files_.fd(index));
    } else {
      engine_.attach(files_.fd(index));
    }
  }

  void name(uint32_t index) { job_.job().iolog().use_file(job_.job().file_name(index)); }

  void sync(uint32_t index) {
    select(index);
    job_.syncs_at_end();
    if (const long result = sync_at_end(); result < 0) {
      job_.stop_with(FailurePoint::kSync, static_cast<int>(-result), index);
    }
    job_.synced_at_end(index);
    job_.read_clock();
  }

  long sync_at_end() {
    if constexpr (requires { engine_.sync_at_end(); }) {
      return engine_.sync_at_end();
    } else {
      return engine_.sync(false);
    }
  }

  /// A file that was closed when it was done is opened again for it, as fio does.
  void sync_at_end(uint32_t index) {
    const bool was_open = files_.is_open(index);
    if (!was_open && !open(index)) return;
    sync(index);
    if (!was_open) close(index);
  }

  void close_finished(bool synced) {
    uint32_t index;
    while (files_.next_to_close(&index)) {
      if (synced) sync(index);
      close(index);
    }
  }

  void close(uint32_t index) {
    if constexpr (requires { engine_.detach_file(index); }) {
      engine_.detach_file(index);
      // It is at that file now.
      selected_ = UINT32_MAX;
    }
    name(index);
    job_.job().iolog().file_event("close", job_.now_ns());
    files_.close(index);
    if (index == selected_) selected_ = UINT32_MAX;
  }

  FullJob& job_;
  Engine& engine_;
  OpenFiles& files_;
  uint32_t selected_ = UINT32_MAX;  ///< the file that the engine works on; UINT32_MAX: none
};

}  // namespace vfload

// Decides which job runs when, and who ends whom. Part of the supervisor: allocates nothing.
#pragma once

#include <cstdint>

#include "core/supervise/work.h"

namespace vfload {

class Schedule {
 public:
  explicit Schedule(Work& work) : work_(work) {}

  /// Before the jobs are started.
  void set_up();

  /// True from the moment on that all jobs are ready (or over): delays count from there.
  bool is_open() const { return open_; }

  /// To be called again and again: opens, lets the ends of jobs have their consequences, and releases what is
  /// due.
  void advance(uint64_t now_ns);

  /// Ends all jobs, also those that have not begun.
  void stop_all(uint64_t now_ns);

  bool has_begun(uint32_t index) const { return work_.jobs[index].turn.released_ns != 0; }

  /// Ends one job, also where it has not begun.
  void stop(uint32_t index, uint64_t now_ns);

  /// When the job was told to end; UINT64_MAX: it was not.
  uint64_t stop_ns(uint32_t index) const { return work_.jobs[index].turn.stop_ns; }

  /// When advance() is next worth calling although no child has ended.
  uint64_t wake_ns(uint64_t now_ns) const;

 private:
  void open_when_ready(uint64_t now_ns);
  bool is_over(uint32_t index) const;
  bool has_failed(uint32_t index) const;
  bool awaited_are_over(const JobSchedule& schedule) const;
  bool is_waiting(uint32_t index) const;
  void notice_end(uint32_t index, uint64_t now_ns);
  bool reaches(ExitScope scope, uint32_t ended, uint32_t other) const;
  void release(uint32_t index, uint64_t now_ns);

  Work& work_;
  bool open_ = false;
  bool has_consequences_ = false;  ///< the end of some job matters to another
};

}  // namespace vfload

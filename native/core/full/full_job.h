// What the full loop does for each I/O whatever the engine: which one, with what contents, and how it is
// counted and logged. Every option is asked for here at run time; none of it is compiled per engine.
#pragma once

#include <cstdint>

#include "core/engine/engine.h"
#include "core/full/unsynced.h"
#include "core/job/job_run.h"
#include "core/pace/latency_target.h"
#include "core/pace/pacer.h"
#include "core/verify/verifier.h"

namespace vfload {

class FullJob {
 public:
  explicit FullJob(JobRun& job);
  FullJob(const FullJob&) = delete;
  FullJob& operator=(const FullJob&) = delete;
  ~FullJob() { flow_.leave(); }
  /// 0 or an errno (positive).
  int set_up(const EngineFlags& engine);

  // --- between I/Os ---

  /// False: nothing more may be submitted. Passes the end of the ramp on the way.
  bool goes_on();
  /// The same for a job whose I/Os are told to it: whether they are done is not asked.
  bool may_go_on();

  /// Whether it is the turn of other jobs that this one is held at a ratio with: let_others_go(), and ask
  /// again.
  bool is_ahead() const { return flow_.is_ahead(); }
  bool sleeps_when_ahead() const { return job_.spec().flow.sleep_ns != 0; }
  void let_others_go();

  /// Whether no I/O may go out yet. Then, when nothing is in flight any more, wait() sits it out. It says
  /// false where something else came first.
  bool must_wait() { return pacer_.holds_back() && pacer_.due_ns() > read_clock(); }
  bool wait();
  /// Sleeps until `due_ns`, whatever the runtime. False: the job is told to end.
  bool wait_until(uint64_t due_ns);

  /// Whether thinktime begins. Then, when nothing is in flight any more, think() sits it out.
  bool thinks() { return pacer_.thinks(statistics_, now_ns_); }
  void think();
  /// How many may be in flight.
  uint32_t depth() const { return depth_; }
  bool keeps_to_target() const { return target_.wanted(); }
  /// What latency_target asks for now. Then, when nothing is in flight any more, measure_anew() or, whatever
  /// is in flight, end() do so.
  TargetStep target_step();
  void measure_anew();
  void end() { discards_ = over_ = true; }
  /// Whether what is in flight at the end does not count, as in fio where latency_target ends the job.
  bool discards() const { return discards_; }

  /// Whether the unit is a trim, which stands in the place of a read.
  bool is_trim(const IoUnit& unit) const { return trims_ && unit.direction == Direction::kRead; }

  SyncKind sync_due() const {
    return job_.source().pass_is_over() ? SyncKind::kNone : job_.sync_rule().due();
  }

  // --- the way of an I/O, in this order ---

  /// Makes the unit the next I/O. False: this pass has none any more.
  bool draw(IoUnit& unit);
  /// Gives it its contents and its start time. False: it has none, which is on record.
  bool start(IoUnit& unit);
  /// Whether it then only counts as done, by `pretend`.
  bool pretends() const { return verifier_.pretends() && !checking_; }
  void pretend(IoUnit& unit);
  /// It is about to be handed to the engine.
  void count_issued(const IoUnit& unit);
  /// An asynchronous engine has it: from now_ns() on it is in flight.
  void submitted(IoUnit& unit);
  /// It has ended at now_ns() with so many bytes.
  void completed(IoUnit& unit, uint32_t bytes);
  void failed(IoUnit& unit, int error);

  /// A file was opened, from `start_ns` to now_ns(), with an engine that measures just that.
  void opened(uint64_t start_ns);
  /// It has ended, and nobody cares how.
  void discarded(const IoUnit& unit) { job_.files().release(unit.file); }

  /// After a pass whose files are closed: whether another one begins. It has then begun.
  bool begin_pass();

  // --- reading back what a pass has written, to verify it ---

  /// After a pass whose files are closed: whether there is something to read back.
  bool begin_checks();
  bool checks_go_on() { return !over_ && time_is_left(); }
  /// Makes the unit the next I/O of that. False: there is none any more.
  bool draw_check(IoUnit& unit);
  void end_checks();
  /// At the end: how far the job has written (`verify_state_save`).
  void save_state();

  // --- the way of a sync, of any kind ---

  /// Syncs take their turn among the files as I/Os do (seen with fio 3.33, nrfiles=2, fsync=2).
  void choose_synced_file(IoUnit& unit);
  /// In a replay: the file of the next sync.
  void sync_next(uint32_t file) { synced_file_ = file; }

  /// What a sync_file_range of the file is about.
  SyncedRange unsynced(uint32_t file) const { return unsynced_.of(file); }
  void sync_issued(SyncKind kind, const IoUnit& unit);
  /// `result`: 0 or minus an errno.
  void sync_completed(const IoUnit& unit, long result);
  /// The file is synced because it is closed, or the pass is over: what fio does with the unit that was idle
  /// last, whose offset is told.
  void syncs_at_end() { job_.iolog().sync(SyncKind::kFull, last_offset_, now_ns_); }
  void synced_at_end(uint32_t file) { unsynced_.synced(file); }

  /// Something else than an I/O has failed: nothing more is submitted.
  void stop_with(FailurePoint where, int error, uint32_t file);

  /// The engine itself has failed: what is in flight will never be heard of.
  void give_up(int error);

  /// Reads the clock, and keeps what it says as the latest timestamp.
  uint64_t read_clock() { return now_ns_ = job_.clock().now_ns(); }
  /// What happened elsewhere is counted as of that time.
  void set_clock(uint64_t now_ns) { now_ns_ = now_ns; }
  uint64_t now_ns() const { return now_ns_; }
  JobRun& job() { return job_; }

 private:
  bool time_is_left();
  /// Whether an error, which is counted, leaves the job going.
  bool lives_with(const IoUnit& unit, Direction direction, int error);
  void keep_to_target(const IoUnit& unit, uint32_t bytes);
  void steer_to(uint32_t depth);
  template <Direction kDirection>
  void record(const IoUnit& unit, uint32_t bytes);
  bool fill(IoUnit& unit);
  void check(IoUnit& unit, uint32_t bytes);

  FailurePoint failing_point(const IoUnit& unit) const;

  JobRun& job_;
  const bool trims_;
  JobStatistics& statistics_;
  Pacer pacer_;
  FlowShare flow_;
  Verifier verifier_;
  Unsynced unsynced_;
  Draws draws_at_pass_start_;
  uint64_t checks_began_ns_ = 0;
  bool checking_ = false;  ///< what a pass has written is being read back
  bool checked_ = false;   ///< the last pass was read back
  Direction last_completed_ = Direction::kWrite;
  LatencyTarget target_;
  uint32_t depth_;
  uint64_t next_event_ns_;
  uint32_t synced_file_ = 0;
  uint64_t last_offset_ = 0;  ///< of what completed last
  bool over_ = false;         ///< nothing more may be issued
  bool pass_over_ = false;    ///< nor in this pass
  bool discards_ = false;
  uint64_t now_ns_;
};

}  // namespace vfload

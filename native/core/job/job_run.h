// One job while it runs: what the loop works with, and the steps of its life around the loop.
#pragma once

#include <cstdint>

#include "core/engine/engine.h"
#include "core/generate/io_source.h"
#include "core/job/buffers.h"
#include "core/job/job.h"
#include "core/job/open_files.h"
#include "core/job/reap_rule.h"
#include "core/job/sync_rule.h"
#include "core/log/draw_log.h"
#include "core/log/iolog.h"
#include "core/log/job_logs.h"
#include "core/measure/record.h"
#include "core/measure/resources.h"
#include "core/offset/range.h"
#include "core/sys/private_memory.h"

namespace vfload {

class JobRun {
 public:
  explicit JobRun(const JobContext& context);
  JobRun(const JobRun&) = delete;
  JobRun& operator=(const JobRun&) = delete;

  // --- the steps of a life, called by run_engine() in this order; false: over, `failure` says why ---

  /// User, CPUs, priorities, directory, memory, logs.
  bool prepare(const EngineFlags& flags);
  /// False: it was stopped before it began, and has nothing to tell.
  bool wait_for_release();
  /// exec_prerun. False: it failed, and the job does nothing, which is no error (as in fio 3.33).
  bool run_before() const;
  /// exec_postrun; how it ends is nobody's concern.
  void run_after() const;
  /// The runtime begins: with the ramp, if there is one.
  void start();
  /// The job's only file.
  bool open_file();
  /// The runtime ends.
  void finish();
  /// Logs are written out; the phase becomes kEnded.
  void end();

  // --- what the loop asks and tells ---

  const JobSpec& spec() const { return *context_.spec; }
  /// As it was told to prepare().
  const EngineFlags& engine() const { return engine_; }
  const OffsetRange& range() const { return range_; }
  JobStatistics& statistics() { return *context_.statistics; }
  /// nullptr: not wanted.
  LatencyBuckets* latency_buckets() { return context_.latency_buckets; }
  /// nullptr: nobody wants to know.
  VerifyFailures* verify_failures() { return context_.verify_failures; }
  JobProgress& progress() { return *context_.progress; }
  const Clock& clock() const { return context_.control->clock; }
  const std::atomic<uint32_t>& stop_flag() const { return context_.gate->stop; }
  /// Sleeps until `until_ns` of the job's clock, or until the stop flag is set, or less.
  void sleep_until(uint64_t until_ns);
  BufferPool& buffers() { return buffers_; }
  /// Set up where the full loop runs the job.
  IoSource& source() { return source_; }
  void* map_memory() const { return map_memory_.as<uint8_t>(); }
  /// nullptr: no job shares one with this one.
  FlowUnit* flow_unit() { return context_.flow_unit; }
  IoLog& iolog() { return iolog_; }
  JobLogs& logs() { return logs_; }
  SyncRule& sync_rule() { return sync_rule_; }
  const ReapRule& reap_rule() const { return reap_rule_; }
  uint32_t depth() const { return depth_; }
  OpenFiles& files() { return files_; }
  /// As fio calls it, with its directory.
  std::span<const JobFile> source_files() const { return source_files_; }
  const char* file_name(uint32_t index) const { return source_files_[index].name; }
  EngineSetup engine_setup() const;

  /// Whether something is on that only the full loop knows.
  bool needs_full_loop(const EngineFlags& flags) const;

  /// The beginning of the ramp, and then of the measured part.
  uint64_t started_ns() const { return measured_from_ns_; }
  /// When the loop has to call pass_event(): end of the ramp, end of the runtime, or never.
  uint64_t next_event_ns() const { return next_event_ns_; }
  /// True: the ramp is over, go on measuring. False: the runtime is over.
  bool pass_event(uint64_t now_ns);
  /// What was measured is forgotten, and the runtime begins again.
  void measure_anew(uint64_t now_ns);

  /// How many I/Os the job may issue from here on. UINT64_MAX for time_based jobs.
  uint64_t ios_to_issue() const;

  /// The offset policy has come to its end: whether the job begins the range anew. Drops the cache then as
  /// fio does.
  bool begin_anew();
  /// The same for one of its files, where it is known that the job does.
  void start_range_again(uint32_t file = 0);
  /// So long what was written was read back after a pass: the time of reads alone.
  void add_check_time(uint64_t ns) { check_ns_ += ns; }
  /// After a drain or sync that was not the job's last.
  void go_on_running() { set_phase(ramping_ ? Phase::kRamping : Phase::kRunning); }

  /// A transfer came to an end of file: whether that is where the file ended when it was opened.
  bool at_known_end(const IoUnit& unit) const { return unit.offset == files_.known_bytes(unit.file); }

  /// Notes the first failure. Later ones are its consequences: of them the I/Os are kept, which were in
  /// flight.
  void fail(FailurePoint where, int error, uint64_t offset = 0, uint64_t bytes = 0, uint32_t file = 0);
  /// The failure of an I/O that came to a good end too late.
  void fail_late(const IoUnit& unit, uint64_t bytes, uint64_t lat_ns, uint64_t limit_ns);
  bool failed() const { return context_.failure->error != 0; }
  void set_phase(Phase phase);

 private:
  bool set_up_process();
  bool open_logs();
  void name_files();
  bool map_source(const EngineFlags& flags);
  void begin_measuring(uint64_t now_ns);

  const JobContext& context_;
  EngineFlags engine_;
  OffsetRange range_ = {};
  uint32_t depth_ = 1;
  OpenFiles files_;
  bool ramping_ = false;
  uint64_t next_event_ns_ = UINT64_MAX;
  uint64_t measured_from_ns_ = 0;
  uint64_t check_ns_ = 0;
  ResourceUse resources_before_ = {};
  BufferPool buffers_;
  sys::PrivateMemory map_memory_;
  IoSource source_;
  std::span<const JobFile> source_files_;
  JobFile only_file_ = {};
  char only_name_[kMaxPathBytes + kMaxNameBytes] = {};
  SyncRule sync_rule_;
  ReapRule reap_rule_;
  IoLog iolog_;
  DrawLog draw_log_;
  JobLogs logs_;
};

}  // namespace vfload

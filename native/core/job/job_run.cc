#include "core/job/job_run.h"

#include <bit>
#include <cassert>
#include <cerrno>
#include <cstring>

#include "core/job/open.h"
#include "core/job/process_setup.h"
#include "core/measure/forget.h"
#include "core/offset/policy.h"
#include "core/sys/futex.h"

namespace vfload {
namespace {

/// A map of up to this size (of 128 GiB in blocks of 4 KiB) is faulted in before the job is ready. Of a
/// larger one a page is there from the first time that a block of it is drawn, which is before the I/O is
/// timed: 64 jobs on files of 1 TiB would otherwise take 2 GiB before their first I/O.
constexpr size_t kMapFaultedAtOnceBytes = size_t{4} << 20;

bool is_transfer(FailurePoint where) {
  return where == FailurePoint::kRead || where == FailurePoint::kWrite || where == FailurePoint::kTrim;
}

}  // namespace

JobRun::JobRun(const JobContext& context) : context_(context) {
  *context_.failure = {};
  forget_everything(statistics());
  set_phase(Phase::kPreparing);
}

void JobRun::set_phase(Phase phase) {
  // release: supervisor and controller that see a phase also see what was stored before it began.
  progress().phase.store(static_cast<uint32_t>(phase), std::memory_order_release);
}

void JobRun::fail(FailurePoint where, int error, uint64_t offset, uint64_t bytes, uint32_t file) {
  if (failed()) {
    if (is_transfer(where) && bytes != 0) {
      keep_error(statistics(), {offset, static_cast<uint32_t>(bytes), file, static_cast<uint16_t>(error),
                                where == FailurePoint::kWrite ? Direction::kWrite : Direction::kRead});
    }
    return;
  }
  const auto phase = static_cast<Phase>(progress().phase.load(std::memory_order_relaxed));
  *context_.failure = {error, static_cast<uint32_t>(where), offset, bytes, phase, file, {}};
}

void JobRun::fail_late(const IoUnit& unit, uint64_t bytes, uint64_t lat_ns, uint64_t limit_ns) {
  if (failed()) return;
  fail(FailurePoint::kMaxLatency, ETIMEDOUT, unit.offset, bytes, unit.file);
  context_.failure->late = {lat_ns, limit_ns, unit.direction};
}

bool JobRun::set_up_process() {
  const ProcessProblem found = vfload::set_up_process(spec());
  if (found.error != 0) fail(found.where, found.error);
  return found.error == 0;
}

bool JobRun::run_before() const {
  return spec().process.before[0] == '\0' || run_shell(spec().process.before);
}

void JobRun::run_after() const {
  if (spec().process.after[0] != '\0') run_shell(spec().process.after);
}

bool JobRun::open_logs() {
  int error = iolog_.open(spec());
  if (error == 0) error = draw_log_.open(spec());
  if (error == 0) error = logs_.open(spec());
  if (error != 0) fail(FailurePoint::kLog, error);
  return error == 0;
}

bool JobRun::prepare(const EngineFlags& flags) {
  engine_ = flags;
  if (!set_up_process() || !open_logs()) return false;
  if (const int error = files_.set_up(spec(), flags); error != 0) {
    fail(FailurePoint::kOpen, error);
    return false;
  }
  // The range is what the plan says, also where a file turns out to be shorter: the I/O that finds out fails
  // there.
  range_ = offset_range(spec(), spec().offset + spec().size);
  depth_ = flags.synchronous && !spec().offload ? 1 : spec().iodepth;
  if (flags.depth_is_power_of_two) depth_ = std::bit_ceil(depth_);
  // Engines that have one I/O at a time do not say so, as in fio.
  statistics().depth = flags.synchronous ? spec().iodepth : depth_;
  if (spec().files.list == nullptr && range_.limit_bytes < shortest_io(spec())) {
    fail(FailurePoint::kMemory, EINVAL, spec().offset, spec().size);
    return false;
  }
  sync_rule_.set_up(spec());
  reap_rule_.set_up(spec());
  int error = buffers_.set_up(spec(), depth_);
  if (error == 0 && !map_source(flags)) error = ENOMEM;
  if (error != 0) {
    fail(FailurePoint::kMemory, error);
    return false;
  }
  if (spec().files.pre_read && !flags.diskless) {
    uint32_t failed_file = 0;
    error = files_.read_ahead(&failed_file);
    if (error != 0) {
      fail(FailurePoint::kRead, error, 0, 0, failed_file);
      return false;
    }
  }
  return true;
}

/// The job's files, where it has no list: one, by the name that fio's has, which is the path.
void JobRun::name_files() {
  if (spec().files.list != nullptr) {
    source_files_ = {spec().files.list, spec().files.count};
    return;
  }
  size_t length = strlen(spec().directory);
  assert(length + strlen(spec().filename) + 2 <= sizeof only_name_);
  memcpy(only_name_, spec().directory, length);
  if (length != 0 && only_name_[length - 1] != '/') only_name_[length++] = '/';
  memcpy(only_name_ + length, spec().filename, strlen(spec().filename) + 1);
  only_file_ = {
      only_name_, only_name_, range_.start_bytes, range_.limit_bytes, range_.start_bytes + range_.limit_bytes,
      0};
  source_files_ = {&only_file_, 1};
}

/// Memory for what the loop draws from, and for the full loop that itself.
bool JobRun::map_source(const EngineFlags& flags) {
  const bool full = needs_full_loop(flags);
  name_files();
  if (spec().replay.count != 0) return true;
  const size_t bytes = full ? IoSource::memory_bytes(spec(), source_files_)
                            : with_offset_policy(spec(), range_, [this](auto policy) {
                                return decltype(policy)::type::memory_bytes(range_);
                              });
  const auto faulting = bytes <= kMapFaultedAtOnceBytes ? sys::Faulting::kAtOnce : sys::Faulting::kAsUsed;
  if (!map_memory_.map(bytes, faulting)) return false;
  if (full) source_.set_up(spec(), source_files_, map_memory(), &files_, !flags.synchronous, &draw_log_);
  return true;
}

EngineSetup JobRun::engine_setup() const {
  return {&spec(), range_.start_bytes, range_.limit_bytes, buffers_.units(), depth_, files_.count()};
}

bool JobRun::needs_full_loop(const EngineFlags& flags) const {
  // A draw of 32 bits, the lean loops', does not reach every block of a very large range.
  const bool very_large = is_random(spec().workload) && range_.blocks > kMaxBlocksOf32Bits;
  const FilesSpec& files = spec().files;
  return !flags.lean || very_large || has_trims(spec().workload) || spec().generate.wanted ||
         spec().replay.count != 0 || spec().flow.weight != 0 || spec().pacing.any() || files.count > 1 ||
         files.fsync_on_close || files.fills_device || spec().offload || spec().serialize_overlap ||
         // A job that does less I/O than its one file has room for (`filesize`), or comes back to a part of
         // it.
         (files.count == 1 &&
          (files.list[0].range_bytes != spec().size || files.list[0].later_skip_bytes != 0)) ||
         (!flags.synchronous && (!reap_rule_.takes_one() || spec().iodepth_batch > 1)) || spec().fsync != 0 ||
         spec().fdatasync != 0 || spec().sync_range != 0 || spec().buffer_fill == BufferFill::kRefill ||
         spec().iolog_path[0] != '\0' || spec().draw_log_path[0] != '\0' || spec().logs.wants_each_io() ||
         spec().latency_buckets || spec().errors.any_counted() || spec().verify.method != VerifyMethod::kNone;
}

bool JobRun::wait_for_release() {
  set_phase(Phase::kReady);
  std::atomic<uint32_t>& released = context_.gate->released;
  // acquire: pairs with the supervisor's release; a stop that came before is seen, too.
  while (released.load(std::memory_order_acquire) == 0) sys::futex_wait(&released, 0);
  return stop_flag().load(std::memory_order_relaxed) == 0;
}

void JobRun::sleep_until(uint64_t until_ns) {
  const uint64_t now_ns = clock().now_ns();
  if (now_ns >= until_ns) return;
  // relaxed: who sees it late takes the job for awake, which is a matter of seconds (supervise/watch.h).
  progress().asleep_until_ns.store(sys::monotonic_ns() + (until_ns - now_ns), std::memory_order_relaxed);
  sys::futex_wait(&context_.gate->stop, 0, until_ns - now_ns);
}

void JobRun::start() {
  const uint64_t now_ns = clock().now_ns();
  iolog_.start(now_ns);
  for (const JobFile& file : source_files_) {
    iolog_.use_file(file.name);
    iolog_.file_event("add", now_ns);
  }
  if (spec().ramp_ns == 0) {
    begin_measuring(now_ns);
    return;
  }
  ramping_ = true;
  measured_from_ns_ = now_ns;
  next_event_ns_ = now_ns + spec().ramp_ns;
  resources_before_ = thread_resources();
  set_phase(Phase::kRamping);
}

void JobRun::begin_measuring(uint64_t now_ns) {
  forget_measurements(statistics());
  if (latency_buckets() != nullptr) *latency_buckets() = {};
  for (int direction = 0; direction < kDirections; ++direction) {
    progress().bytes[direction].store(0, std::memory_order_relaxed);
    progress().completed[direction].store(0, std::memory_order_relaxed);
  }
  measured_from_ns_ = now_ns;
  next_event_ns_ = spec().runtime_ns == 0 ? UINT64_MAX : now_ns + spec().runtime_ns;
  check_ns_ = 0;
  resources_before_ = thread_resources();
  logs_.start(now_ns, spec().logs.epoch_ms(0));
  // release: who sees the new epoch sees counters that started from 0 (JobSampler in measure/samples.h).
  progress().epoch_ns.store(sys::monotonic_ns(), std::memory_order_release);
  set_phase(Phase::kRunning);
}

bool JobRun::pass_event(uint64_t now_ns) {
  if (!ramping_) return false;
  ramping_ = false;
  begin_measuring(now_ns);
  return true;
}

void JobRun::measure_anew(uint64_t now_ns) { begin_measuring(now_ns); }

uint64_t JobRun::ios_to_issue() const {
  if (spec().time_based) return UINT64_MAX;
  return (range_.limit_bytes + range_.block_bytes - 1) / range_.block_bytes;
}

bool JobRun::begin_anew() {
  // A ramp does not give the range back: what it and the measured part issue together is `size` (fio 3.33's
  // iologs show it; fio-semantics 3.7 has it otherwise).
  if (!spec().time_based) return false;
  start_range_again();
  return true;
}

void JobRun::start_range_again(uint32_t file) {
  if (!spec().direct && spec().invalidate && files_.is_open(file)) {
    invalidate_range(files_.file(file), files_.fd(file));
  }
  statistics().passes += 1;
}

bool JobRun::open_file() {
  const int error = files_.open(0);
  if (error != 0) fail(FailurePoint::kOpen, error);
  return error == 0;
}

void JobRun::finish() {
  const uint64_t now_ns = clock().now_ns();
  // A job that came to its end within its ramp has counted, as in fio, but timed nothing. One that was
  // stopped there has measured nothing.
  if (ramping_ && stop_flag().load(std::memory_order_relaxed) != 0) {
    forget_measurements(statistics());
  } else if (ramping_) {
    forget_latencies(statistics());
  }
  const uint64_t runtime_ns = now_ns - measured_from_ns_;
  statistics().resources = resources_between(resources_before_, thread_resources());
  statistics().job_runtime_ns = runtime_ns;
  for (int direction = 0; direction < kDirections; ++direction) {
    // The full time for each direction that did anything (fio-semantics 4.2).
    const bool takes_part = has_direction(spec().workload, static_cast<Direction>(direction));
    const bool did = takes_part && statistics().direction[direction].bytes != 0;
    statistics().runtime_ns[direction] = did ? runtime_ns - check_ns_ : 0;
  }
  statistics().runtime_ns[static_cast<int>(Direction::kRead)] += check_ns_;
  if (spec().files.unlink) files_.unlink_all();
}

void JobRun::end() {
  const int iolog_error = iolog_.close();
  const int draw_log_error = draw_log_.close();
  const int logs_error = logs_.close(clock().now_ns());
  if (iolog_error != 0) fail(FailurePoint::kLog, iolog_error);
  if (draw_log_error != 0) fail(FailurePoint::kLog, draw_log_error);
  if (logs_error != 0) fail(FailurePoint::kLog, logs_error);
  set_phase(Phase::kEnded);
}

}  // namespace vfload

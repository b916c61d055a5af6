#include "addon/work_report.h"

#include <signal.h>

#include "addon/statistics_report.h"
#include "addon/verify_report.h"
#include "core/offset/policy.h"
#include "core/sys/clock.h"

namespace vfload::addon {

namespace {

// In the order of the enumerations they name.
constexpr const char* kPhaseNames[] = {"none",    "preparing", "ready",   "ramping",
                                       "running", "draining",  "syncing", "ended"};
constexpr const char* kEndNames[] = {"not-started", "lost",  "ended",    "exited",
                                     "signalled",   "stuck", "abandoned"};
constexpr const char* kStuckNames[] = {"", "no-completion", "no-end", "no-progress"};
constexpr const char* kFailurePointNames[] = {
    "",     "memory", "affinity",    "open",     "engine-setup", "map",    "read", "write",
    "sync", "log",    "max-latency", "min-rate", "process",      "verify", "trim"};
constexpr const char* kTaskStepNames[] = {"",         "open",  "lock",  "inspect", "foreign-file", "space",
                                          "allocate", "write", "fsync", "remove",  "drop-caches"};

Napi::Number number(Napi::Env env, uint64_t value) {
  return Napi::Number::New(env, static_cast<double>(value));
}

Napi::String phase_name(Napi::Env env, Phase phase) {
  return Napi::String::New(env, kPhaseNames[static_cast<uint32_t>(phase)]);
}

Napi::Object make_failure(Napi::Env env, int error, const char* point, const char* filename, uint64_t offset,
                          uint64_t bytes) {
  auto object = Napi::Object::New(env);
  object.Set("errno", Napi::Number::New(env, error));
  object.Set("point", Napi::String::New(env, point));
  object.Set("filename", *filename == '\0' ? env.Undefined() : Napi::Value(Napi::String::New(env, filename)));
  object.Set("offset", number(env, offset));
  object.Set("bytes", number(env, bytes));
  return object;
}

/// The file that a job failed on, as the user knows it. Empty: it was none of the job's own.
const char* failed_file(const JobSpec& spec, const JobFailure& failure) {
  if (static_cast<FailurePoint>(failure.where) == FailurePoint::kLog) return "";
  return file_as_given(spec, failure.file);
}

Napi::Value report_late(Napi::Env env, const LateIo& late, bool trims) {
  if (late.lat_ns == 0) return env.Undefined();
  const char* const first = trims ? "trim" : "read";
  auto object = Napi::Object::New(env);
  object.Set("direction", late.direction == Direction::kRead ? first : "write");
  object.Set("latencyNs", number(env, late.lat_ns));
  object.Set("limitNs", number(env, late.limit_ns));
  return object;
}

Napi::Value report_failure(Napi::Env env, Work& work, uint32_t index) {
  if (work.job_count == 0) {
    const TaskFailure& failure = work.task->failure;
    return failure.error == 0 ? env.Undefined() : Napi::Value(report_task_failure(env, failure));
  }
  const JobSlot& slot = work.jobs[index];
  if (slot.failure.error == 0) return env.Undefined();
  auto object =
      make_failure(env, slot.failure.error, kFailurePointNames[slot.failure.where],
                   failed_file(slot.spec, slot.failure), slot.failure.offset, slot.failure.io_bytes);
  object.Set("late", report_late(env, slot.failure.late, has_trims(slot.spec.workload)));
  return object;
}

Napi::Value report_stuck(Napi::Env env, const ChildState& child) {
  if (child.stuck_reason == StuckReason::kNone) return env.Undefined();
  auto object = Napi::Object::New(env);
  object.Set("reason", kStuckNames[static_cast<uint32_t>(child.stuck_reason)]);
  object.Set("wchan", Napi::String::New(env, child.stuck_place.wchan));
  object.Set("syscall", Napi::Number::New(env, child.stuck_place.number));
  return object;
}

Napi::Value report_sigbus(Napi::Env env, Work& work, uint32_t index) {
  const ChildState& child = work.child(index);
  if (work.job_count == 0 || child.ending() != ChildEnd::kSignalled || child.signal != SIGBUS)
    return env.Undefined();
  auto object = Napi::Object::New(env);
  object.Set("offset", number(env, work.jobs[index].progress.offset.load(std::memory_order_relaxed)));
  object.Set("fileSizeBytes",
             child.sigbus_size_known ? Napi::Value(number(env, child.sigbus_file_size)) : env.Undefined());
  return object;
}

/// A job that noticed its own failure went on to its end: what counts is where it failed.
Phase ending_phase(Work& work, uint32_t index) {
  if (work.job_count != 0 && work.jobs[index].failure.error != 0) return work.jobs[index].failure.phase;
  return work.child(index).over() ? work.child(index).phase : work.phase(index);
}

/// When a job began, since all of them were ready.
Napi::Value report_start(Napi::Env env, const Work& work, uint32_t index) {
  if (work.job_count == 0 || work.jobs[index].turn.released_ns == 0) return env.Undefined();
  return number(env, (work.jobs[index].turn.released_ns - work.opened_ns) / sys::kNsPerMs);
}

Napi::Value report_steady_state(Napi::Env env, const Work& work, uint32_t index) {
  const uint32_t place = work.job_count == 0 ? 0 : work.jobs[index].schedule.steady_unit;
  if (place == 0 || place > work.steady_count) return env.Undefined();
  const SteadyUnit& unit = work.steady_units[place - 1];
  auto object = Napi::Object::New(env);
  object.Set("attained", Napi::Boolean::New(env, unit.finding.attained));
  object.Set("maxDeviation", Napi::Number::New(env, unit.finding.max_deviation));
  object.Set("slope", Napi::Number::New(env, unit.finding.slope));
  object.Set("criterion", Napi::Number::New(env, unit.finding.criterion));
  auto iops = Napi::Array::New(env, unit.spec.samples);
  auto bandwidth = Napi::Array::New(env, unit.spec.samples);
  for (uint32_t sample = 0; sample < unit.spec.samples; ++sample) {
    iops.Set(sample, number(env, unit.sample(sample).iops));
    bandwidth.Set(sample, number(env, unit.sample(sample).bytes_per_second));
  }
  object.Set("iops", iops);
  object.Set("bytesPerSecond", bandwidth);
  return object;
}

Napi::Object report_child(Napi::Env env, Work& work, uint32_t index) {
  close_account(work, index);
  const ChildState& child = work.child(index);
  const ChildEnd end = child.ending();
  const bool reaped = end == ChildEnd::kEnded || end == ChildEnd::kExited || end == ChildEnd::kSignalled ||
                      end == ChildEnd::kStuck;
  auto object = Napi::Object::New(env);
  object.Set("pid", Napi::Number::New(env, child.pid));
  object.Set("end", kEndNames[static_cast<uint32_t>(end)]);
  const bool exited = reaped && child.signal == 0;
  object.Set("exitCode", exited ? Napi::Value(Napi::Number::New(env, child.exit_code)) : env.Undefined());
  object.Set("signal",
             reaped && !exited ? Napi::Value(Napi::Number::New(env, child.signal)) : env.Undefined());
  object.Set("phase", phase_name(env, ending_phase(work, index)));
  object.Set("failure", report_failure(env, work, index));
  object.Set("stuck", report_stuck(env, child));
  object.Set("sigbus", report_sigbus(env, work, index));
  object.Set("startedAfterMs", report_start(env, work, index));
  object.Set("verifyFailures",
             work.job_count == 0 ? env.Undefined() : report_verify_failures(env, work.jobs[index]));
  object.Set("steadyState", report_steady_state(env, work, index));
  const Napi::Value statistics =
      work.job_count == 0
          ? env.Undefined()
          : Napi::Value(report_statistics(env, work.jobs[index].statistics, work.latency_buckets_of(index),
                                          work.jobs[index].spec));
  object.Set("statistics", statistics);
  return object;
}

}  // namespace

Napi::Value state_name(Napi::Env env, FileState state) {
  // In the order of FileState.
  constexpr const char* kStateNames[] = {"", "fresh", "unwritten", "written"};
  if (state == FileState::kUnknown) return env.Undefined();
  return Napi::String::New(env, kStateNames[static_cast<uint32_t>(state)]);
}

Napi::Object report_task_failure(Napi::Env env, const TaskFailure& failure) {
  return make_failure(env, failure.error, kTaskStepNames[static_cast<uint32_t>(failure.step)],
                      failure.filename, failure.offset, failure.bytes);
}

Napi::Array report_progress(Napi::Env env, Work& work) {
  auto list = Napi::Array::New(env, work.child_count());
  constexpr auto kRead = static_cast<int>(Direction::kRead);
  constexpr auto kWrite = static_cast<int>(Direction::kWrite);
  static const JobProgress none = {};
  for (uint32_t index = 0; index < work.child_count(); ++index) {
    const bool task = work.job_count == 0;
    const JobProgress& job = task ? none : work.jobs[index].progress;
    auto object = Napi::Object::New(env);
    object.Set("phase", phase_name(env, work.phase(index)));
    const bool trimming = !task && has_trims(work.jobs[index].spec.workload);
    const auto first = [&](const char* name, bool shown, const std::atomic<uint64_t>& counter) {
      object.Set(name, number(env, shown ? counter.load(std::memory_order_relaxed) : 0));
    };
    first("readBytes", !trimming, job.bytes[kRead]);
    first("trimBytes", trimming, job.bytes[kRead]);
    first("readCompleted", !trimming, job.completed[kRead]);
    first("trimCompleted", trimming, job.completed[kRead]);
    object.Set("writeBytes", number(env, job.bytes[kWrite].load(std::memory_order_relaxed)));
    object.Set("writeCompleted", number(env, job.completed[kWrite].load(std::memory_order_relaxed)));
    const TaskProgress* progress = task ? &work.task->progress : nullptr;
    object.Set("doneBytes", number(env, task ? progress->done_bytes.load(std::memory_order_relaxed) : 0));
    object.Set("totalBytes", number(env, task ? progress->total_bytes.load(std::memory_order_relaxed) : 0));
    list.Set(index, object);
  }
  return list;
}

Napi::Array report_interim(Napi::Env env, const Work& work) {
  auto list = Napi::Array::New(env, work.job_count);
  for (uint32_t index = 0; index < work.job_count; ++index) {
    auto object = Napi::Object::New(env);
    object.Set("pid", Napi::Number::New(env, work.jobs[index].child.pid));
    object.Set("startedAfterMs", report_start(env, work, index));
    object.Set("statistics", report_statistics(env, interim_statistics(work, index),
                                               work.latency_buckets_of(index), work.jobs[index].spec));
    list.Set(index, object);
  }
  return list;
}

Napi::Object report_end(Napi::Env env, Work& work, std::optional<int> supervisor_signal) {
  auto object = Napi::Object::New(env);
  object.Set("supervisorSignal", supervisor_signal.has_value()
                                     ? Napi::Value(Napi::Number::New(env, *supervisor_signal))
                                     : env.Undefined());
  object.Set("endsAll", Napi::Boolean::New(env, work.ends_all));
  auto children = Napi::Array::New(env, work.child_count());
  for (uint32_t index = 0; index < work.child_count(); ++index) {
    children.Set(index, report_child(env, work, index));
  }
  object.Set("children", children);
  return object;
}

}  // namespace vfload::addon

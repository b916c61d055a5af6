#include "addon/job_work_object.h"

#include "addon/directory_object.h"
#include "addon/request.h"
#include "addon/request/files.h"
#include "addon/request/flow.h"
#include "addon/request/replay.h"
#include "addon/request/schedule.h"
#include "addon/request/steady_state.h"
#include "core/offset/policy.h"
#include "core/sys/clock.h"

namespace vfload::addon {

namespace {

void note_written(DirectoryObject& directory, const JobSpec& spec) {
  if (!has_writes(spec.workload)) return;
  if (spec.files.count == 0) directory.note_written(spec.filename);
  for (uint32_t index = 0; index < spec.files.count; ++index) {
    directory.note_written(spec.files.list[index].path);
  }
}

/// Work with the jobs of a request, in `directory` or, where that is nullptr, anywhere. nullptr: no memory,
/// or a JavaScript error is pending.
Work* make_work(Napi::Env env, const Napi::Object& request, DirectoryObject* directory) {
  const auto jobs = request.Get("jobs").As<Napi::Array>();
  const bool threads = jobs.Length() > 0 && read_bool(jobs.Get(uint32_t{0}).ToObject(), "thread");
  bool latency_buckets = false;
  for (uint32_t index = 0; index < jobs.Length(); ++index) {
    latency_buckets |= read_bool(jobs.Get(index).ToObject(), "latencyBuckets");
  }
  Work* work =
      make_job_work(jobs.Length(), threads, Instance::of(env).clock(), read_limits(request), latency_buckets);
  if (work == nullptr) return nullptr;
  if (request.Has("elapsedMs")) work->elapsed_ns = read_integer(request, "elapsedMs") * sys::kNsPerMs;
  if (!read_steady_units(request, *work)) {
    release_work(work);
    return nullptr;
  }
  if (!read_flows(jobs, *work) || !read_replays(jobs, *work)) {
    release_work(work);
    return nullptr;
  }
  SpecMemory memory(work->arena);
  const char* path = directory == nullptr ? "" : memory.text(directory->path(), "directory", kMaxPathBytes);
  for (uint32_t index = 0; index < jobs.Length(); ++index) {
    const Napi::Object job = jobs.Get(index).ToObject();
    JobSpec& spec = work->jobs[index].spec;
    spec.files.anywhere = directory == nullptr;
    if (!read_job(job, path, memory, &spec) || !read_files(job, memory, &spec) ||
        !read_schedule(job, &work->jobs[index].schedule)) {
      release_work(work);
      return nullptr;
    }
  }
  if (!memory.good(env)) {
    release_work(work);
    return nullptr;
  }
  for (uint32_t index = 0; directory != nullptr && index < work->job_count; ++index) {
    note_written(*directory, work->jobs[index].spec);
  }
  return work;
}

}  // namespace

Napi::Value JobWorkObject::start(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  DirectoryObject* directory = DirectoryObject::from(info[0]);
  if (directory == nullptr) return env.Undefined();
  Work* work = make_work(env, info[1].ToObject(), directory);
  if (env.IsExceptionPending()) return env.Undefined();
  return start_work(env, Instance::of(env).job_work, work, directory->hold());
}

Napi::Value JobWorkObject::start_anywhere(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  Work* work = make_work(env, info[0].ToObject(), nullptr);
  if (env.IsExceptionPending()) return env.Undefined();
  return start_work(env, Instance::of(env).job_work, work, -1);
}

}  // namespace vfload::addon

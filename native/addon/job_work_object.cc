#include "addon/job_work_object.h"

#include "addon/directory_object.h"
#include "addon/request.h"
#include "core/offset/policy.h"

namespace vfload::addon {

Napi::Value JobWorkObject::start(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  DirectoryObject* directory = DirectoryObject::from(info[0]);
  if (directory == nullptr) return env.Undefined();
  const Napi::Object request = info[1].ToObject();
  const auto jobs = request.Get("jobs").As<Napi::Array>();
  const bool threads = jobs.Length() > 0 && read_bool(jobs.Get(uint32_t{0}).ToObject(), "thread");
  Instance& instance = Instance::of(env);
  Work* work = make_job_work(jobs.Length(), threads, instance.clock(), read_limits(request));
  for (uint32_t index = 0; work != nullptr && index < jobs.Length(); ++index) {
    JobSpec& spec = work->jobs[index].spec;
    if (!read_job(jobs.Get(index).ToObject(), directory->path(), &spec)) {
      release_work(work);
      return env.Undefined();
    }
    if (has_writes(spec.workload)) directory->note_written(spec.filename);
  }
  return start_work(env, instance.job_work, work, directory->hold());
}

}  // namespace vfload::addon

// The addon's exports: NativeAddon of lib/run/native.ts.
#include <napi.h>

#include "addon/anywhere_objects.h"
#include "addon/cache_drop_object.h"
#include "addon/core_functions.h"
#include "addon/directory_object.h"
#include "addon/instance.h"
#include "addon/job_work_object.h"
#include "addon/layout_object.h"
#include "addon/probe_object.h"
#include "addon/residency_object.h"
#include "addon/version.h"

namespace vfload::addon {

namespace {

Napi::Object initialize(Napi::Env env, Napi::Object exports) {
  auto* instance = new Instance();
  env.SetInstanceData(instance);
  instance->job_work = Napi::Persistent(JobWorkObject::define(env, "NativeWork", {}));
  instance->directory = Napi::Persistent(DirectoryObject::define_class(env));
  instance->layout = Napi::Persistent(LayoutObject::define_class(env));
  instance->cache_drop = Napi::Persistent(CacheDropObject::define_class(env));
  instance->residency = Napi::Persistent(ResidencyObject::define_class(env));
  instance->probe = Napi::Persistent(ProbeObject::define_class(env));
  instance->path_inspection = Napi::Persistent(PathInspectionObject::define_class(env));
  instance->anywhere_layout = Napi::Persistent(AnywhereLayoutObject::define_class(env));
  exports.Set("version", Napi::String::New(env, VFLOAD_VERSION));
  exports.Set("engines", Napi::Function::New<list_engines>(env, "engines"));
  exports.Set("clock", Napi::Function::New<describe_clock>(env, "clock"));
  exports.Set("openDirectory", Napi::Function::New<DirectoryObject::start>(env, "openDirectory"));
  exports.Set("layout", Napi::Function::New<LayoutObject::start>(env, "layout"));
  exports.Set("dropCaches", Napi::Function::New<CacheDropObject::start>(env, "dropCaches"));
  exports.Set("residency", Napi::Function::New<ResidencyObject::start>(env, "residency"));
  exports.Set("probe", Napi::Function::New<ProbeObject::start>(env, "probe"));
  exports.Set("run", Napi::Function::New<JobWorkObject::start>(env, "run"));
  exports.Set("inspectPaths", Napi::Function::New<PathInspectionObject::start>(env, "inspectPaths"));
  exports.Set("layoutAnywhere", Napi::Function::New<AnywhereLayoutObject::start>(env, "layoutAnywhere"));
  exports.Set("runAnywhere", Napi::Function::New<JobWorkObject::start_anywhere>(env, "runAnywhere"));
  exports.Set("offsets", Napi::Function::New<list_offsets>(env, "offsets"));
  exports.Set("bucketIndex", Napi::Function::New<find_bucket>(env, "bucketIndex"));
  return exports;
}

NODE_API_MODULE(vfload, initialize)

}  // namespace

}  // namespace vfload::addon

#include "addon/anywhere_objects.h"

#include <sys/stat.h>

#include "addon/request.h"
#include "addon/request/layout.h"
#include "core/file/anywhere.h"

namespace vfload::addon {

namespace {

const char* kind_of(const InspectedPath& path) {
  if (path.error != 0) return "none";
  if (S_ISREG(path.mode)) return "regular";
  if (S_ISDIR(path.mode)) return "directory";
  if (S_ISBLK(path.mode)) return "block";
  return S_ISCHR(path.mode) ? "character" : "other";
}

bool read_file(const Napi::Object& from, sys::SharedArena& arena, AnywhereFile* file) {
  file->path = arena.take_text(read_text(from, "path"));
  file->old_size = read_integer(from, "oldSizeBytes");
  file->appends = read_bool(from, "appends");
  file->fills_device = read_bool(from, "fillDevice");
  file->forbids_creating = !read_bool(from, "allowFileCreate");
  file->block_bytes = static_cast<uint32_t>(read_integer(from, "blockBytes"));
  return read_layout(from, file);
}

}  // namespace

Napi::Function PathInspectionObject::define_class(Napi::Env env) {
  return define(env, "NativePathInspection", {InstanceMethod("found", &PathInspectionObject::found)});
}

Napi::Value PathInspectionObject::start(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const Napi::Object request = info[0].ToObject();
  const std::vector<std::string> paths = read_texts(request, "paths");
  Work* work = make_inspection_work(static_cast<uint32_t>(paths.size()), read_limits(request));
  for (size_t index = 0; work != nullptr && index < paths.size(); ++index) {
    InspectedPath& path = inspection_block(work)->paths[index];
    path.path = work->arena.take_text(paths[index]);
    path.error = ETIMEDOUT;  // until it has been looked at
  }
  return start_work(env, Instance::of(env).path_inspection, work, -1);
}

Napi::Value PathInspectionObject::found(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const InspectionBlock& block = *inspection_block(&work());
  auto list = Napi::Array::New(env, block.count);
  for (uint32_t index = 0; index < block.count; ++index) {
    const Napi::HandleScope scope(env);
    const InspectedPath& path = block.paths[index];
    auto object = Napi::Object::New(env);
    object.Set("path", Napi::String::New(env, path.path));
    object.Set("errno", Napi::Number::New(env, path.error));
    object.Set("kind", Napi::String::New(env, kind_of(path)));
    auto device = Napi::Object::New(env);
    device.Set("major", Napi::Number::New(env, path.device_major));
    device.Set("minor", Napi::Number::New(env, path.device_minor));
    object.Set("device", device);
    object.Set("sizeBytes", Napi::Number::New(env, static_cast<double>(path.size)));
    list.Set(index, object);
  }
  return list;
}

Napi::Function AnywhereLayoutObject::define_class(Napi::Env env) {
  return define(env, "NativeAnywhereLayout", {InstanceMethod("states", &AnywhereLayoutObject::states)});
}

Napi::Value AnywhereLayoutObject::start(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const Napi::Object request = info[0].ToObject();
  const auto files = request.Get("files").As<Napi::Array>();
  Work* work = make_anywhere_layout_work(files.Length(), read_limits(request));
  for (uint32_t index = 0; work != nullptr && index < files.Length(); ++index) {
    const Napi::HandleScope scope(env);
    AnywhereFile* file = &anywhere_block(work)->files[index];
    if (read_file(files.Get(index).ToObject(), work->arena, file)) continue;
    release_work(work);
    return env.Undefined();
  }
  return start_work(env, Instance::of(env).anywhere_layout, work, -1);
}

Napi::Value AnywhereLayoutObject::states(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const AnywhereBlock& block = *anywhere_block(&work());
  auto list = Napi::Array::New(env, block.count);
  for (uint32_t index = 0; index < block.count; ++index) {
    const Napi::HandleScope scope(env);
    const AnywhereFile& file = block.files[index];
    auto object = Napi::Object::New(env);
    object.Set("path", Napi::String::New(env, file.path));
    object.Set("state", state_name(env, file.state));
    object.Set("laidOutBytes", Napi::Number::New(env, static_cast<double>(file.laid_out_bytes)));
    object.Set("failure", file.failure.error == 0 ? env.Undefined()
                                                  : Napi::Value(report_task_failure(env, file.failure)));
    list.Set(index, object);
  }
  return list;
}

}  // namespace vfload::addon

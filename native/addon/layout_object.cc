#include "addon/layout_object.h"

#include "addon/directory_object.h"
#include "addon/request.h"
#include "addon/request/layout.h"
#include "core/file/layout.h"

namespace vfload::addon {

namespace {

bool read_file(const Napi::Object& from, LayoutFile* file) {
  copy_text(file->name, read_text(from, "filename"));
  file->for_writing = read_bool(from, "forWriting");
  file->allow_overwrite = read_bool(from, "allowOverwrite");
  return read_layout(from, file);
}

}  // namespace

Napi::Function LayoutObject::define_class(Napi::Env env) {
  return define(env, "NativeLayout", {InstanceMethod("states", &LayoutObject::states)});
}

Napi::Value LayoutObject::start(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  DirectoryObject* directory = DirectoryObject::from(info[0]);
  if (directory == nullptr) return env.Undefined();
  const Napi::Object request = info[1].ToObject();
  const auto files = request.Get("files").As<Napi::Array>();
  Work* work = make_layout_work(directory->keeper(), files.Length(), read_limits(request));
  for (uint32_t index = 0; work != nullptr && index < files.Length(); ++index) {
    if (read_file(files.Get(index).ToObject(), &layout_block(work)->files[index])) continue;
    release_work(work);
    return env.Undefined();
  }
  return start_work(env, Instance::of(env).layout, work, directory->hold());
}

Napi::Value LayoutObject::states(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const LayoutBlock& block = *layout_block(&work());
  auto list = Napi::Array::New(env);
  for (uint32_t index = 0; index < block.file_count; ++index) {
    const LayoutFile& file = block.files[index];
    if (file.state == FileState::kUnknown) continue;
    auto object = Napi::Object::New(env);
    object.Set("filename", Napi::String::New(env, file.name));
    object.Set("state", state_name(env, file.state));
    object.Set("laidOutBytes", Napi::Number::New(env, static_cast<double>(file.laid_out_bytes)));
    list.Set(list.Length(), object);
  }
  return list;
}

}  // namespace vfload::addon

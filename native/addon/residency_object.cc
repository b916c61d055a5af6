#include "addon/residency_object.h"

#include "addon/directory_object.h"
#include "addon/request.h"
#include "core/file/residency.h"

namespace vfload::addon {

namespace {

// In the order of ResidencyMethod.
constexpr const char* kMethodNames[] = {"none", "cachestat", "mincore"};

}  // namespace

Napi::Function ResidencyObject::define_class(Napi::Env env) {
  return define(env, "NativeResidency", {InstanceMethod("files", &ResidencyObject::files)});
}

Napi::Value ResidencyObject::start(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  DirectoryObject* directory = DirectoryObject::from(info[0]);
  if (directory == nullptr) return env.Undefined();
  const Napi::Object request = info[1].ToObject();
  const std::vector<std::string> names = read_texts(request, "filenames");
  Work* work = make_residency_work(directory->keeper(), static_cast<uint32_t>(names.size()),
                                   read_bool(request, "mincoreOnly"), read_limits(request));
  for (size_t index = 0; work != nullptr && index < names.size(); ++index) {
    copy_text(residency_block(work)->files[index].name, names[index]);
  }
  return start_work(env, Instance::of(env).residency, work, directory->hold());
}

Napi::Value ResidencyObject::files(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const ResidencyBlock& block = *residency_block(&work());
  auto list = Napi::Array::New(env);
  for (uint32_t index = 0; index < block.file_count; ++index) {
    const FileResidency& file = block.files[index];
    if (file.method == ResidencyMethod::kNone) continue;
    auto object = Napi::Object::New(env);
    object.Set("filename", Napi::String::New(env, file.name));
    object.Set("method", Napi::String::New(env, kMethodNames[static_cast<uint32_t>(file.method)]));
    object.Set("sizeBytes", Napi::Number::New(env, static_cast<double>(file.size_bytes)));
    object.Set("cachedBytes", Napi::Number::New(env, static_cast<double>(file.cached_bytes)));
    object.Set("dirtyBytes", Napi::Number::New(env, static_cast<double>(file.dirty_bytes)));
    list.Set(list.Length(), object);
  }
  return list;
}

}  // namespace vfload::addon

#include "addon/cache_drop_object.h"

#include "addon/directory_object.h"
#include "addon/request.h"
#include "core/file/cache_drop.h"

namespace vfload::addon {

namespace {

// In the order of CacheDropMethod.
constexpr const char* kMethodNames[] = {"none", "per-file", "system"};

}  // namespace

Napi::Function CacheDropObject::define_class(Napi::Env env) {
  return define(env, "NativeDropCaches", {InstanceMethod("method", &CacheDropObject::method)});
}

Napi::Value CacheDropObject::start(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  DirectoryObject* directory = DirectoryObject::from(info[0]);
  if (directory == nullptr) return env.Undefined();
  const Napi::Object request = info[1].ToObject();
  const std::vector<std::string> names = read_texts(request, "filenames");
  Work* work = make_cache_drop_work(directory->keeper(), static_cast<uint32_t>(names.size()),
                                    read_bool(request, "perFileOnly"), read_limits(request));
  for (size_t index = 0; work != nullptr && index < names.size(); ++index) {
    copy_text(cache_drop_block(work)->names[index], names[index]);
  }
  return start_work(env, Instance::of(env).cache_drop, work, directory->hold());
}

Napi::Value CacheDropObject::method(const Napi::CallbackInfo& info) {
  return Napi::String::New(info.Env(),
                           kMethodNames[static_cast<uint32_t>(cache_drop_block(&work())->method)]);
}

}  // namespace vfload::addon

#include "addon/probe_object.h"

#include "addon/directory_object.h"
#include "addon/request.h"
#include "core/probe/operations.h"
#include "core/probe/probe.h"

namespace vfload::addon {

Napi::Function ProbeObject::define_class(Napi::Env env) {
  return define(env, "NativeProbe", {InstanceMethod("results", &ProbeObject::results)});
}

Napi::Value ProbeObject::start(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  DirectoryObject* directory = DirectoryObject::from(info[0]);
  if (directory == nullptr) return env.Undefined();
  Work* work = make_probe_work(directory->keeper(), read_limits(info[1].ToObject()));
  return start_work(env, Instance::of(env).probe, work, directory->hold());
}

Napi::Value ProbeObject::results(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const ProbeBlock& block = *probe_block(&work());
  const ChildEnd end = work().task->child.ending();
  const bool stuck = end == ChildEnd::kStuck || end == ChildEnd::kAbandoned;
  auto list = Napi::Array::New(env);
  uint32_t index = 0;
  for (const ProbeOperation& operation : probe_operations()) {
    const ProbeResult& result = block.results[index++];
    const auto state = static_cast<ProbeState>(result.state.load(std::memory_order_acquire));
    const bool died_in_it = state == ProbeState::kStarted && work().task->child.over();
    if (state != ProbeState::kDone && !died_in_it) break;
    const int error = !died_in_it ? result.error : stuck ? ETIMEDOUT : EFAULT;
    auto object = Napi::Object::New(env);
    object.Set("operation", Napi::String::New(env, operation.name));
    object.Set("errno", Napi::Number::New(env, error));
    object.Set("stuck", Napi::Boolean::New(env, died_in_it && stuck));
    list.Set(list.Length(), object);
  }
  return list;
}

}  // namespace vfload::addon

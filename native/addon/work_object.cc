#include "addon/work_object.h"

#include <cstring>

namespace vfload::addon {

void throw_errno(Napi::Env env, int error, const std::string& what) {
  Napi::Error thrown = Napi::Error::New(env, what + ": " + strerror(error));
  thrown.Set("code", Napi::String::New(env, "ERR_VFLOAD_SUPERVISOR"));
  thrown.Set("errno", Napi::Number::New(env, error));
  thrown.ThrowAsJavaScriptException();
}

Napi::Value start_work(Napi::Env env, const Napi::FunctionReference& constructor, Work* work, int hold) {
  if (work != nullptr && work->arena.failed()) {
    release_work(work);
    work = nullptr;
  }
  if (work == nullptr) {
    throw_errno(env, ENOMEM, "no shared memory for supervised work");
    return env.Undefined();
  }
  const std::shared_ptr<Orphans>& orphans = Instance::of(env).orphans();
  orphans->reap();
  const Launched launched = launch(*work, hold);
  if (launched.error != 0) {
    release_work(work);
    throw_errno(env, launched.error, "the supervisor could not be started");
    return env.Undefined();
  }
  auto handle = std::make_unique<WorkHandle>(work, launched, orphans);
  return constructor.New({Napi::External<std::unique_ptr<WorkHandle>>::New(env, &handle)});
}

}  // namespace vfload::addon

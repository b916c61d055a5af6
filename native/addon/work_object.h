// NativeWork: what all JavaScript objects for supervised work have in common.
#pragma once

#include <napi.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "addon/instance.h"
#include "addon/work_handle.h"
#include "addon/work_report.h"

namespace vfload::addon {

/// An errno as a JavaScript error, pending when this returns.
void throw_errno(Napi::Env env, int error, const std::string& what);

/// Launches `work` and makes the object for it with `constructor`; undefined and a pending error where that
/// fails. Takes over `work`. `hold`: see launch().
Napi::Value start_work(Napi::Env env, const Napi::FunctionReference& constructor, Work* work, int hold);

template <class Derived>
class WorkObject : public Napi::ObjectWrap<Derived> {
 public:
  /// Only start_work can construct one: JavaScript cannot make the External.
  explicit WorkObject(const Napi::CallbackInfo& info) : Napi::ObjectWrap<Derived>(info) {
    if (info.Length() != 1 || !info[0].IsExternal()) {
      Napi::TypeError::New(info.Env(), "vfload's work objects cannot be constructed")
          .ThrowAsJavaScriptException();
      return;
    }
    handle_ = std::move(*info[0].As<Napi::External<std::unique_ptr<WorkHandle>>>().Data());
    auto self = info.This().As<Napi::Object>();
    self.DefineProperties({
        Napi::PropertyDescriptor::Value("pid", Napi::Number::New(info.Env(), handle_->supervisor()),
                                        napi_enumerable),
        Napi::PropertyDescriptor::Value("endFd", Napi::Number::New(info.Env(), handle_->end_pipe()),
                                        napi_enumerable),
    });
  }

  static Napi::Function define(Napi::Env env, const char* name,
                               std::vector<Napi::ClassPropertyDescriptor<Derived>> own) {
    own.push_back(Derived::InstanceMethod("progress", &Derived::progress));
    own.push_back(Derived::InstanceMethod("statistics", &Derived::statistics));
    own.push_back(Derived::InstanceMethod("stop", &Derived::stop));
    own.push_back(Derived::InstanceMethod("finish", &Derived::finish));
    own.push_back(Derived::InstanceMethod("kill", &Derived::kill));
    return Derived::DefineClass(env, name, own);
  }

  Napi::Value progress(const Napi::CallbackInfo& info) {
    return report_progress(info.Env(), handle_->work());
  }
  Napi::Value statistics(const Napi::CallbackInfo& info) {
    return report_interim(info.Env(), handle_->work());
  }
  void stop(const Napi::CallbackInfo&) { handle_->stop(); }
  void kill(const Napi::CallbackInfo&) { handle_->kill(); }
  Napi::Value finish(const Napi::CallbackInfo& info) {
    const std::optional<int> signal = handle_->finish();
    return report_end(info.Env(), handle_->work(), signal);
  }

 protected:
  /// False: the constructor refused, an error is pending.
  bool constructed() const { return handle_ != nullptr; }
  WorkHandle& handle() { return *handle_; }
  Work& work() { return handle_->work(); }

 private:
  std::unique_ptr<WorkHandle> handle_;
};

}  // namespace vfload::addon

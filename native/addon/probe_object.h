// NativeProbe: what a mount can do.
#pragma once

#include "addon/work_object.h"

namespace vfload::addon {

class ProbeObject : public WorkObject<ProbeObject> {
 public:
  using WorkObject::WorkObject;

  static Napi::Function define_class(Napi::Env env);

  /// NativeAddon.probe(directory, { limits })
  static Napi::Value start(const Napi::CallbackInfo& info);

  /// The operations that were tried. One that killed the process has EFAULT: that is what SIGBUS stands for.
  Napi::Value results(const Napi::CallbackInfo& info);
};

}  // namespace vfload::addon

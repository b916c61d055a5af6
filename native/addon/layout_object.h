// NativeLayout: laying out files.
#pragma once

#include "addon/work_object.h"

namespace vfload::addon {

class LayoutObject : public WorkObject<LayoutObject> {
 public:
  using WorkObject::WorkObject;

  static Napi::Function define_class(Napi::Env env);

  /// NativeAddon.layout(directory, { files, limits })
  static Napi::Value start(const Napi::CallbackInfo& info);

  Napi::Value states(const Napi::CallbackInfo& info);
};

}  // namespace vfload::addon

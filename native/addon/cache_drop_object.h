// NativeDropCaches: dropping caches before a measurement.
#pragma once

#include "addon/work_object.h"

namespace vfload::addon {

class CacheDropObject : public WorkObject<CacheDropObject> {
 public:
  using WorkObject::WorkObject;

  static Napi::Function define_class(Napi::Env env);

  /// NativeAddon.dropCaches(directory, { filenames, perFileOnly, limits })
  static Napi::Value start(const Napi::CallbackInfo& info);

  Napi::Value method(const Napi::CallbackInfo& info);
};

}  // namespace vfload::addon

// NativeInspection of paths and NativeAnywhereLayout: files as `vfload fio` treats them, without a keeper.
#pragma once

#include "addon/work_object.h"

namespace vfload::addon {

class PathInspectionObject : public WorkObject<PathInspectionObject> {
 public:
  using WorkObject::WorkObject;

  static Napi::Function define_class(Napi::Env env);

  /// NativeAddon.inspectPaths({ paths, limits })
  static Napi::Value start(const Napi::CallbackInfo& info);

  Napi::Value found(const Napi::CallbackInfo& info);
};

class AnywhereLayoutObject : public WorkObject<AnywhereLayoutObject> {
 public:
  using WorkObject::WorkObject;

  static Napi::Function define_class(Napi::Env env);

  /// NativeAddon.layoutAnywhere({ files, limits })
  static Napi::Value start(const Napi::CallbackInfo& info);

  Napi::Value states(const Napi::CallbackInfo& info);
};

}  // namespace vfload::addon

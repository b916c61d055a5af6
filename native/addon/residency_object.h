// NativeResidency: how much of files the page cache holds.
#pragma once

#include "addon/work_object.h"

namespace vfload::addon {

class ResidencyObject : public WorkObject<ResidencyObject> {
 public:
  using WorkObject::WorkObject;

  static Napi::Function define_class(Napi::Env env);

  /// NativeAddon.residency(directory, { filenames, mincoreOnly, limits })
  static Napi::Value start(const Napi::CallbackInfo& info);

  Napi::Value files(const Napi::CallbackInfo& info);
};

}  // namespace vfload::addon

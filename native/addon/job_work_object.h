// A run: jobs and their supervisor.
#pragma once

#include "addon/work_object.h"

namespace vfload::addon {

class JobWorkObject : public WorkObject<JobWorkObject> {
 public:
  using WorkObject::WorkObject;

  /// NativeAddon.run(directory, { jobs, limits })
  static Napi::Value start(const Napi::CallbackInfo& info);

  /// NativeAddon.runAnywhere({ jobs, limits })
  static Napi::Value start_anywhere(const Napi::CallbackInfo& info);
};

}  // namespace vfload::addon

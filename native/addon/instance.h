// What one environment (main thread or worker thread) of Node has of the addon. There is no other state.
#pragma once

#include <napi.h>

#include <memory>

#include "addon/work_handle.h"
#include "core/measure/clock.h"

namespace vfload::addon {

class Instance {
 public:
  /// The clock's calibration wants some milliseconds between its two ends: it begins when the addon is
  /// loaded.
  Instance() { calibration_.begin(); }

  static Instance& of(Napi::Env env) { return *env.GetInstanceData<Instance>(); }

  const Clock& clock() {
    if (!calibrated_) clock_ = calibration_.finish(ClockPreference::kFastest);
    calibrated_ = true;
    return clock_;
  }

  const std::shared_ptr<Orphans>& orphans() const { return orphans_; }

  Napi::FunctionReference job_work;
  Napi::FunctionReference directory;
  Napi::FunctionReference layout;
  Napi::FunctionReference cache_drop;
  Napi::FunctionReference residency;
  Napi::FunctionReference probe;
  Napi::FunctionReference path_inspection;
  Napi::FunctionReference anywhere_layout;

 private:
  ClockCalibration calibration_;
  Clock clock_ = {};
  bool calibrated_ = false;
  // Not make_shared: built without RTTI it needs a newer libstdc++ than the addon is meant to load with.
  std::shared_ptr<Orphans> orphans_{new Orphans};
};

}  // namespace vfload::addon

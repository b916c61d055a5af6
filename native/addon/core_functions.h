// Pure functions and facts of the core: for tests, reports and `vfload --version`.
#pragma once

#include <napi.h>

namespace vfload::addon {

/// NativeAddon.engines()
Napi::Value list_engines(const Napi::CallbackInfo& info);
/// NativeAddon.clock()
Napi::Value describe_clock(const Napi::CallbackInfo& info);
/// NativeAddon.offsets(job, fileSizeBytes, count)
Napi::Value list_offsets(const Napi::CallbackInfo& info);
/// NativeAddon.bucketIndex(valueNs)
Napi::Value find_bucket(const Napi::CallbackInfo& info);

}  // namespace vfload::addon

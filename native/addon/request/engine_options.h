// Reads the options of single engines from JavaScript.
#pragma once

#include <napi.h>

#include "core/job/engine_spec.h"

namespace vfload::addon {

/// `options`: a NativeEngineOptions of lib/run/native.ts, or undefined.
void read_engine_options(const Napi::Value& options, EngineSpec* spec);

}  // namespace vfload::addon

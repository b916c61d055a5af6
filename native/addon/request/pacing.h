// Reads when a job's I/Os are issued from JavaScript.
#pragma once

#include <napi.h>

#include "core/pace/pacing_spec.h"

namespace vfload::addon {

/// `pacing`: a NativePacing of lib/run/native.ts, or undefined.
void read_pacing(const Napi::Value& pacing, PacingSpec* spec);

}  // namespace vfload::addon

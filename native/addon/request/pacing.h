// Reads when a job's I/Os are issued from JavaScript.
#pragma once

#include <napi.h>

#include "core/job/spec.h"

namespace vfload::addon {

/// `pacing`: a NativePacing of lib/run/native.ts, or undefined. `job` has its workload already.
void read_pacing(const Napi::Value& pacing, JobSpec* job);

}  // namespace vfload::addon

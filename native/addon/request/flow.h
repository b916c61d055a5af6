// Reads which jobs are held at a ratio (NativeJob.flow of lib/run/native.ts).
#pragma once

#include <napi.h>

#include "core/supervise/work.h"

namespace vfload::addon {

/// False: there is no memory for what the jobs share.
bool read_flows(const Napi::Array& jobs, Work& work);

}  // namespace vfload::addon

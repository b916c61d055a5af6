// Reads the logs that jobs replay (NativeJob.replay of lib/run/native.ts).
#pragma once

#include <napi.h>

#include "core/supervise/work.h"

namespace vfload::addon {

/// Copies the entries into memory that the jobs share, once for all jobs that replay the same. False: there
/// is not that memory.
bool read_replays(const Napi::Array& jobs, Work& work);

}  // namespace vfload::addon

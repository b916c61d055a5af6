// Reads from JavaScript as whom and how a job's process works.
#pragma once

#include <napi.h>

#include "addon/request/spec_memory.h"
#include "core/job/process_spec.h"

namespace vfload::addon {

/// `process`: a NativeProcess of lib/run/native.ts, or undefined.
void read_process(const Napi::Value& process, SpecMemory& memory, ProcessSpec* spec);

}  // namespace vfload::addon

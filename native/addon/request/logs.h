// Reads which logs a job writes (NativeLogs in lib/run/native.ts).
#pragma once

#include <napi.h>

#include "addon/request/spec_memory.h"
#include "core/log/log_spec.h"

namespace vfload::addon {

/// `logs`: undefined, or a NativeLogs.
void read_logs(const Napi::Value& logs, SpecMemory& memory, LogSpec* spec);

}  // namespace vfload::addon

// What a request says about verifying a job's data.
#pragma once

#include <napi.h>

#include "addon/request/spec_memory.h"
#include "core/verify/verify_spec.h"

namespace vfload::addon {

/// undefined: nothing is verified. False: an exception is pending.
bool read_verify(const Napi::Value& verify, SpecMemory& memory, VerifySpec* spec);

}  // namespace vfload::addon

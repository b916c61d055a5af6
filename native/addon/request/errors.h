// Reads which failing I/Os a job lives with from JavaScript.
#pragma once

#include <napi.h>

#include "core/job/errors_spec.h"

namespace vfload::addon {

/// `errors`: a NativeErrors of lib/run/native.ts, or undefined.
void read_errors(const Napi::Value& errors, ErrorsSpec* spec);

}  // namespace vfload::addon

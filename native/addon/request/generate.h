// Reads which I/O a job does (NativeJob.generate of lib/run/native.ts).
#pragma once

#include <napi.h>

#include "core/job/spec.h"

namespace vfload::addon {

/// Leaves everything at zero where the job has no such object. False: a word is unknown, and a JavaScript
/// error is pending.
bool read_generate(const Napi::Object& job, JobSpec* spec);

}  // namespace vfload::addon

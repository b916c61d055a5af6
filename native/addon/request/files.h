// Reads the files of jobs (NativeJob.files of lib/run/native.ts).
#pragma once

#include <napi.h>

#include "addon/request/spec_memory.h"
#include "core/job/spec.h"

namespace vfload::addon {

/// Reads a job's list, if it has one, into `memory`, and what is done with its files besides I/O. False:
/// there is not that memory, or a word is unknown, and a JavaScript error is pending.
bool read_files(const Napi::Object& job, SpecMemory& memory, JobSpec* spec);

}  // namespace vfload::addon

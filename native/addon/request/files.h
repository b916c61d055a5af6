// Reads the files of jobs (NativeJob.files of lib/run/native.ts).
#pragma once

#include <napi.h>

#include <cstddef>

#include "core/job/file_table.h"
#include "core/job/spec.h"

namespace vfload::addon {

/// What the list of files of these jobs takes of the work's mapping.
size_t file_table_bytes(const Napi::Array& jobs);

/// Reads a job's list, if it has one, and what is done with its files besides I/O. False: a word is unknown,
/// and a JavaScript error is pending.
bool read_files(const Napi::Object& job, FileTable& table, JobSpec* spec);

}  // namespace vfload::addon

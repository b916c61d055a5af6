// A job's statistics as TypeScript sees them: exact integers.
#pragma once

#include <napi.h>

#include "core/job/spec.h"
#include "core/measure/statistics.h"

namespace vfload::addon {

/// `buckets`: nullptr where the job had none.
Napi::Object report_statistics(Napi::Env env, const JobStatistics& statistics, const LatencyBuckets* buckets,
                               const JobSpec& spec);

/// A file of a job as the user knows it. `file`: its place in the job's list.
const char* file_as_given(const JobSpec& spec, uint32_t file);

}  // namespace vfload::addon

// A job's statistics as TypeScript sees them: exact integers.
#pragma once

#include <napi.h>

#include "core/engine/engine.h"
#include "core/measure/statistics.h"

namespace vfload::addon {

/// `buckets`: nullptr where the job had none. `trims`: it trimmed, and read nothing.
Napi::Object report_statistics(Napi::Env env, const JobStatistics& statistics, const LatencyBuckets* buckets,
                               const EngineFlags& engine, bool trims);

}  // namespace vfload::addon

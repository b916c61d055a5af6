// A job's schedule, as JavaScript gives it.
#pragma once

#include <napi.h>

#include "core/supervise/job_schedule.h"

namespace vfload::addon {

/// NativeSchedule. False and a pending error where it has a word that is none.
bool read_schedule(const Napi::Object& job, JobSchedule* schedule);

}  // namespace vfload::addon

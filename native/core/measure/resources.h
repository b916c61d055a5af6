// CPU time, context switches and faults of a job (fio-semantics 4.7).
#pragma once

#include <sys/resource.h>
#include <sys/time.h>

#include <cstdint>

#include "core/measure/statistics.h"

namespace vfload {

inline ResourceUse to_resource_use(const rusage& usage) {
  const auto microseconds = [](const timeval& time) {
    return static_cast<uint64_t>(time.tv_sec) * 1'000'000 + static_cast<uint64_t>(time.tv_usec);
  };
  return {.user_us = microseconds(usage.ru_utime),
          .system_us = microseconds(usage.ru_stime),
          .voluntary_switches = static_cast<uint64_t>(usage.ru_nvcsw),
          .involuntary_switches = static_cast<uint64_t>(usage.ru_nivcsw),
          .minor_faults = static_cast<uint64_t>(usage.ru_minflt),
          .major_faults = static_cast<uint64_t>(usage.ru_majflt)};
}

/// What the calling thread has used since it began. Of the thread, not of the process: jobs may be threads.
inline ResourceUse thread_resources() {
  rusage usage = {};
  getrusage(RUSAGE_THREAD, &usage);
  return to_resource_use(usage);
}

/// What was used between two readings of the same thread.
inline ResourceUse resources_between(const ResourceUse& start, const ResourceUse& end) {
  return {.user_us = end.user_us - start.user_us,
          .system_us = end.system_us - start.system_us,
          .voluntary_switches = end.voluntary_switches - start.voluntary_switches,
          .involuntary_switches = end.involuntary_switches - start.involuntary_switches,
          .minor_faults = end.minor_faults - start.minor_faults,
          .major_faults = end.major_faults - start.major_faults};
}

/// What two threads have used.
inline ResourceUse resources_together(const ResourceUse& one, const ResourceUse& other) {
  return {.user_us = one.user_us + other.user_us,
          .system_us = one.system_us + other.system_us,
          .voluntary_switches = one.voluntary_switches + other.voluntary_switches,
          .involuntary_switches = one.involuntary_switches + other.involuntary_switches,
          .minor_faults = one.minor_faults + other.minor_faults,
          .major_faults = one.major_faults + other.major_faults};
}

}  // namespace vfload

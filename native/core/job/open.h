// Opening a job's file as fio does: lazily, with fio's flags, and with the same advice to the kernel
// (fio-semantics 2.3).
#pragma once

#include <cstdint>

#include "core/engine/engine.h"
#include "core/job/spec.h"

namespace vfload {

/// The flags of open(2) that fio would use. (sys::open_in adds O_NOFOLLOW and O_CLOEXEC.)
int open_flags(const JobSpec& spec, const EngineFlags& engine);

/// `fadvise_hint` resolved by the workload: kNone, kRandom or kSequential.
FadviseHint access_pattern(const JobSpec& spec);

/// The job's only file, or the first of several.
JobFile first_file(const JobSpec& spec);

/// The directory that open_job_file() wants: a descriptor, AT_FDCWD where the job's paths are absolute, or
/// minus an errno.
int open_job_directory(const JobSpec& spec);

/// Opens one of the job's files in `directory` and advises the kernel about its range. A descriptor, or minus
/// an errno.
int open_job_file(const JobSpec& spec, const EngineFlags& engine, int directory, const JobFile& file);

/// Drops the range from the page cache: after opening (`invalidate`), and whenever a time_based job that is
/// not direct begins it anew (fio-semantics 3.5, 3.6). Failure means that the cache stays warm, as in fio.
void invalidate_range(const JobFile& file, int fd);

}  // namespace vfload

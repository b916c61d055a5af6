// Whether a job survives a failing I/O (fio's continue_on_error, ignore_error and error_dump).
#pragma once

#include <cstdint>

#include "core/engine/engine.h"
#include "core/job/errors_spec.h"
#include "core/measure/statistics.h"

namespace vfload {

/// What a failing I/O or sync is to fio 3.33: EILSEQ is what verifying finds; anything that does not read
/// counts as a write.
/// `trims`: of a job that trims, whose trims are to fio errors of writes.
ErrorKind error_kind(Direction direction, bool trims, int error);

/// Whether an error of this kind leaves a job going.
bool survives(const ErrorsSpec& spec, ErrorKind kind, int error);

/// Counts an error where errors of its kind are counted, fatal ones included.
void count_error(const ErrorsSpec& spec, ErrorKind kind, int error, JobStatistics& statistics);

}  // namespace vfload

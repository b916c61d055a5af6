// What becomes of a transfer that did not do all at once: short, interrupted, at the end of the file, or
// failed. Rare, so out of line.
#pragma once

#include <cerrno>
#include <cstdint>

#include "core/engine/engine.h"
#include "core/job/job_run.h"

namespace vfload {

/// Goes on, with a synchronous engine, where a transfer came back with `result` instead of all its bytes.
/// Returns how many bytes were transferred in all, or minus an errno.
template <Direction kDirection, SynchronousEngine Engine>
[[gnu::noinline]] long finish_transfer(JobRun& job, Engine& engine, const IoUnit whole, long result) {
  DirectionStatistics& counters = job.statistics().direction[static_cast<int>(kDirection)];
  IoUnit unit = whole;
  for (;;) {
    // As in fio, what a log says was there once may not be missing (asynchronous engines let it pass).
    const bool known_end = job.at_known_end(unit) && job.spec().replay.count == 0;
    if (result == 0 && !known_end) return -EIO;
    if (result < 0 && result != -EINTR) return result;
    if (result == 0) return static_cast<long>(whole.length - unit.length);
    if (result > 0) {
      unit.buffer += result;
      unit.offset += static_cast<uint64_t>(result);
      unit.length -= static_cast<uint32_t>(result);
      if (unit.length == 0) return static_cast<long>(whole.length);
      counters.short_ios += 1;
    }
    result = engine.template transfer<kDirection>(unit);
  }
}

}  // namespace vfload

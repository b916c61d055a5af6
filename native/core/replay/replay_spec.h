// The I/Os of a log that a job does again (`read_iolog`), in its order: plain data, written by TypeScript
// (lib/iolog/replay-entries.ts) and mapped before the fork.
#pragma once

#include <cstddef>
#include <cstdint>

namespace vfload {

enum class ReplayAction : uint8_t { kRead, kWrite, kSync, kDataSync, kOpen, kClose, kWait };

/// A line of the log. Times are µs.
struct ReplayEntry {
  uint64_t offset;    ///< bytes; of kWait: since the beginning of everything
  uint64_t delay_us;  ///< at least so long after the entry before
  uint32_t bytes;
  uint32_t file_and_action;  ///< the file's place in the job's list, shifted; the action below

  static constexpr uint32_t kActionBits = 4;

  ReplayAction action() const {
    return static_cast<ReplayAction>(file_and_action & ((1U << kActionBits) - 1));
  }
  uint32_t file() const { return file_and_action >> kActionBits; }
};
static_assert(sizeof(ReplayEntry) == 24 && offsetof(ReplayEntry, file_and_action) == 20);

struct ReplaySpec {
  const ReplayEntry* entries;
  uint64_t count;       ///< 0: the job replays nothing
  uint64_t elapsed_ns;  ///< since the beginning of everything, when the job's run begins
};

}  // namespace vfload

// What a mount can do: small operations on a file of vfload's own, one after the other. Each result is stored
// as soon as it is known, so that an operation that hangs or kills the process can be named.
#pragma once

#include <atomic>
#include <cstdint>

#include "core/file/keeper.h"
#include "core/file/manifest.h"
#include "core/job/spec.h"
#include "core/supervise/work.h"

namespace vfload {

inline constexpr uint32_t kMaxProbeOperations = 64;

enum class ProbeState : uint32_t { kNotReached, kStarted, kDone };

struct ProbeResult {
  std::atomic<uint32_t> state;  ///< ProbeState
  int32_t error;                ///< errno; 0: works
};

/// A probe's shared memory.
struct ProbeBlock {
  char directory[kMaxPathBytes];
  KeeperBlock* keeper;
  ManifestText manifest;
  ProbeResult results[kMaxProbeOperations];  ///< in the order of probe_operations()
};

/// Work that probes the keeper's directory. nullptr: no memory.
Work* make_probe_work(KeeperBlock* keeper, const Limits& limits);

ProbeBlock* probe_block(Work* work);

/// A TaskMain.
void probe_directory(void* block, const TaskContext& context);

}  // namespace vfload

// The keeper of a measured directory: locks it, removes what a crashed run left, tells what is in it, and in
// the end removes the files that vfload created. The only process that looks after a directory for the whole
// time; when the controller dies it cleans up all the same.
#pragma once

#include <atomic>
#include <cstdint>

#include "core/file/created_files.h"
#include "core/file/manifest.h"
#include "core/job/spec.h"
#include "core/supervise/work.h"

namespace vfload {

enum class KeeperState : uint32_t {
  kLooking,
  kHolding,  ///< the facts are there
  kRefused,  ///< see the task's failure
};

/// What the keeper finds under one of the requested names.
struct FoundFile {
  char name[kMaxNameBytes];
  bool exists;
  bool regular;
  bool ours;
  uint64_t size;
  uint64_t allocated;  ///< bytes
};

struct DirectoryFacts {
  char real_path[kMaxPathBytes];  ///< links resolved
  uint32_t device_major;
  uint32_t device_minor;
  uint64_t mount_id;         ///< as in /proc/self/mountinfo; given again after an unmount
  uint64_t unique_mount_id;  ///< never given again before the next boot; 0: the kernel does not tell
  uint64_t free_bytes;
  uint64_t total_bytes;
  uint64_t block_size;
  int32_t write_error;  ///< why nothing can be created: EROFS, EACCES, EPERM; 0: files can be created
  bool locked;          ///< false: read-only, or a file system without locks
};

/// The keeper's shared memory.
struct KeeperBlock {
  char directory[kMaxPathBytes];
  std::atomic<uint32_t> state;  ///< KeeperState
  /// Set by the controller: the directory is vfload's own, and goes with the last of vfload's files.
  std::atomic<uint32_t> remove_directory;
  DirectoryFacts facts;
  uint32_t holder_pid;  ///< of the vfload that holds the lock; 0: unknown
  uint32_t removed_count;
  char removed[kMaxCreatedFiles][kMaxNameBytes];  ///< leftovers that were removed
  CreatedFiles created;
  ManifestText manifest;
  uint32_t found_count;
  FoundFile found[];  ///< names filled in by the controller

  KeeperState current() const { return static_cast<KeeperState>(state.load(std::memory_order_acquire)); }
};

/// Work whose task is a keeper of `directory`; the caller fills in `found[].name`. nullptr: no memory.
Work* make_keeper_work(const char* directory, uint32_t name_count, const Limits& limits);

KeeperBlock* keeper_block(Work* work);

/// The keeper's life; a TaskMain.
void keep_directory(void* block, const TaskContext& context);

}  // namespace vfload

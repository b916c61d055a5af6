// Files by any path, treated as fio treats them (fio-semantics 2.2): for `vfload fio`, which has neither a
// measured directory nor a list of files of its own. What is too small is removed and made anew.
#pragma once

#include <cstdint>

#include "core/file/layout.h"
#include "core/file/layout_steps.h"
#include "core/job/spec.h"
#include "core/supervise/work.h"

namespace vfload {

/// A path as found: links are followed.
struct InspectedPath {
  const char* path;  ///< absolute
  // Results.
  int32_t error;  ///< errno of looking; ENOENT: nothing is there
  uint16_t mode;  ///< as in stat
  uint32_t device_major;
  uint32_t device_minor;
  uint64_t size;  ///< bytes; of a block device its capacity
};

struct InspectionBlock {
  uint32_t count;
  InspectedPath paths[];
};

/// Work that looks at `count` paths, which the caller fills in with texts of the work's arena. nullptr: no
/// memory.
Work* make_inspection_work(uint32_t count, const Limits& limits);
InspectionBlock* inspection_block(Work* work);

/// A TaskMain. A path that cannot be looked at does not end it.
void inspect_paths(void* block, const TaskContext& context);

struct AnywhereFile {
  const char* path;   ///< absolute
  uint64_t size;      ///< bytes that are needed
  uint64_t old_size;  ///< as the plan found it
  FileContent content;
  Allocation allocation;
  bool zeros;
  bool synced;
  bool appends;           ///< a file that is there is made longer, not anew (`file_append`)
  bool fills_device;      ///< the end of the space is the end of the file (`fill_device`)
  bool forbids_creating;  ///< `allow_file_create=0`
  uint32_t block_bytes;   ///< of a write
  // Results.
  FileState state;
  uint64_t laid_out_bytes;
  TaskFailure failure;
};

struct AnywhereBlock {
  uint32_t count;
  AnywhereFile files[];
};

/// Work that lays out `count` files, with paths as above.
Work* make_anywhere_layout_work(uint32_t count, const Limits& limits);
AnywhereBlock* anywhere_block(Work* work);

/// A TaskMain: in the order of the list, so that a file may be there twice. A file that fails does not end
/// it.
void lay_out_anywhere(void* block, const TaskContext& context);

}  // namespace vfload

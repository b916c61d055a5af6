// Laying out: makes the files that jobs need, as fio does (fio-semantics 2.2), never inside a measurement.
#pragma once

#include <cstdint>

#include "core/file/created_files.h"
#include "core/file/keeper.h"
#include "core/file/layout_steps.h"
#include "core/file/manifest.h"
#include "core/job/spec.h"
#include "core/supervise/work.h"

namespace vfload {

/// How a file came to be.
enum class FileState : uint32_t {
  kUnknown,    ///< not reached
  kFresh,      ///< written by this layout
  kUnwritten,  ///< holes or extents without data
  kWritten,    ///< was there and is full of data
};

struct LayoutFile {
  char name[kMaxNameBytes];
  uint64_t size;        ///< bytes that are needed
  FileContent content;  ///< kWritten for readers and mmap writers, kAllocated for pure writers
  Allocation allocation;
  bool synced;           ///< fsync of what was written (`create_fsync`)
  bool zeros;            ///< zeros instead of incompressible data
  bool for_writing;      ///< a job will write to it
  bool allow_overwrite;  ///< even if it is not vfload's
  // Results.
  FileState state;
  uint64_t laid_out_bytes;
};

/// A layout's shared memory. Files are distinct.
struct LayoutBlock {
  char directory[kMaxPathBytes];
  KeeperBlock* keeper;
  ManifestText manifest;
  uint32_t file_count;
  LayoutFile files[];
};

/// Work that lays out files in the keeper's directory; the caller fills in `files`. nullptr: no memory.
Work* make_layout_work(KeeperBlock* keeper, uint32_t file_count, const Limits& limits);

LayoutBlock* layout_block(Work* work);

/// A TaskMain. Refuses before it touches anything: foreign files, and too little space. A file that is big
/// enough is used as it is; one that is too small is replaced. Stopped or failed, it removes its partial
/// file.
void lay_out(void* block, const TaskContext& context);

}  // namespace vfload

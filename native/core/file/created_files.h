// The files that vfload has created in a measured directory. The table lies in the keeper's shared memory:
// whoever creates a file (layout, probe) enters it here and in the manifest, and the keeper removes it in the
// end.
#pragma once

#include <atomic>
#include <cstdint>

#include "core/job/spec.h"
#include "core/sys/file.h"

namespace vfload {

inline constexpr uint32_t kMaxCreatedFiles = 1024;

/// What is known about the content of a created file.
enum class FileContent : uint32_t {
  kPartial,    ///< being made, or given up half-way: never used
  kAllocated,  ///< space is there, data was never written
  kWritten,
};

struct CreatedFile {
  char name[kMaxNameBytes];
  std::atomic<uint32_t> in_use;
  FileContent content;
  sys::FileIdentity identity;  ///< none yet: about to be created
  uint64_t size;               ///< bytes; 0 while partial
  bool kept;                   ///< left by an earlier run that was asked to keep its files: stays
};

/// One process writes at a time: the keeper at its beginning and end, one layout or probe in between.
struct CreatedFiles {
  std::atomic<uint32_t> keep;  ///< not 0: remove nothing at the end
  uint32_t controller_pid;
  CreatedFile files[kMaxCreatedFiles];

  /// The entry called `name`, nullptr where there is none.
  CreatedFile* find(const char* name);

  /// The entry of the file that has that name now, nullptr where it is not vfload's.
  CreatedFile* find(const char* name, const sys::FileFacts& facts);

  /// An entry for a file that is about to be created, replacing one of that name. nullptr: the table is full.
  CreatedFile* enter(const char* name);

  bool empty() const;
};

/// A plain name that vfload may create, write and remove: no path, not empty, not too long.
bool plain_name(const char* name);

/// Copies a name of at most kMaxNameBytes - 1 bytes.
void copy_name(char (&to)[kMaxNameBytes], const char* from);

bool same_name(const char* one, const char* other);

}  // namespace vfload

// Creates files so that they can be cleaned up after whatever happens: announced in the manifest before they
// exist, entered with their inode as soon as they do.
#pragma once

#include "core/file/created_files.h"
#include "core/file/manifest.h"

namespace vfload {

struct NewFile {
  int error;  ///< 0 or -errno
  int fd;
  CreatedFile* entry;
};

struct FileCreation {
  int directory;
  CreatedFiles* created;
  ManifestText* text;

  /// Creates `name`, which does not exist, with mode 0644. `flags` gets O_CREAT.
  NewFile create(const char* name, int flags) const;

  /// The file is finished. 0 or -errno.
  int complete(CreatedFile* entry, uint64_t size, FileContent content) const;

  /// Removes the file and forgets it.
  void discard(CreatedFile* entry) const;
};

}  // namespace vfload

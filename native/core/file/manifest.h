// `.vfload-files.json`: which files of a directory vfload created, so that a run that crashed can be cleaned
// up after and nobody else's file is touched. JSON, one entry a line:
//
//   {"vfload-files":1,"pid":4711,"files":[
//   {"name":"vfload-file1","inode":42,"born":1795364400000000000,"size":1048576,"kept":false}
//   ]}
//
// Written and read without malloc; the reader accepts exactly what the writer writes.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/file/created_files.h"

namespace vfload {

inline constexpr char kManifestName[] = ".vfload-files.json";

/// Enough for kMaxCreatedFiles entries with names of usual length.
inline constexpr size_t kManifestBytes = 512UL << 10;

/// Memory in which a manifest is composed or read: too large for the stack.
struct ManifestText {
  char bytes[kManifestBytes];
};

/// Composes the manifest. `mark_kept`: every complete file is marked as kept. Returns its length, 0 when it
/// does not fit.
size_t compose_manifest(const CreatedFiles& created, bool mark_kept, ManifestText* text);

/// Reads a manifest into an empty table. `pid` is who wrote it. False: this is no manifest.
bool parse_manifest(const char* text, size_t length, CreatedFiles* created, uint32_t* pid);

/// Writes the table to the directory's manifest, which exists. In place, since the lock is on its inode. 0 or
/// -errno.
int write_manifest(int directory, const CreatedFiles& created, bool mark_kept, ManifestText* text);

}  // namespace vfload

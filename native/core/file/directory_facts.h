// What the kernel tells about an open directory and the file system it is on.
#pragma once

#include "core/file/keeper.h"

namespace vfload {

/// Fills in everything but `locked`; `write_error` from the mount's flags. 0 or -errno.
int gather_directory_facts(int directory, DirectoryFacts* facts);

}  // namespace vfload

// Whether a file's blocks hold data.
#pragma once

#include <cstdint>

namespace vfload {

enum class Extents : uint32_t {
  kUnknown,    ///< the file system does not tell (FUSE, 9p, tmpfs)
  kUnwritten,  ///< some of the range is a hole, or allocated and never written: reads of it touch no device
  kWritten,
};

/// Looks at the first `bytes` of an open file through FIEMAP.
Extents inspect_extents(int fd, uint64_t bytes);

}  // namespace vfload

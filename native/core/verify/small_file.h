// A whole file written at once, without stdio.
#pragma once

#include <cstddef>
#include <cstdint>

namespace vfload {

/// Replaces what is at `path`. `flags`: O_* besides those of that. 0 or an errno (positive).
int write_small_file(const char* path, int flags, const uint8_t* data, size_t bytes);

}  // namespace vfload

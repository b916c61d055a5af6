// Copies a block between a buffer and a mapping. libc's memcpy is made for sizes that are not known
// beforehand and sorts out a few cases before it starts; whole pages in known steps need half the
// instructions.
#pragma once

#include <cstddef>
#include <cstdint>

namespace vfload {

using CopyBlock = void (*)(uint8_t* to, const uint8_t* from, size_t bytes);

/// The fastest copy that this CPU can do for blocks of this size. Chosen once, before the loop; to be called
/// with this size only.
CopyBlock choose_copy(size_t block_bytes);

/// What choose_copy() gives where there is nothing better.
void copy_plainly(uint8_t* to, const uint8_t* from, size_t bytes);

}  // namespace vfload

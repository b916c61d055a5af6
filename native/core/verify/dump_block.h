// `verify_dump`: what was read and what should have been read, in files of their own.
#pragma once

#include <cstddef>
#include <cstdint>

namespace vfload {

enum class DumpKind { kReceived, kExpected, kBadHeader };

/// Writes DIRECTORY/NAME.OFFSET.received, .expected or .hdr_fail, NAME without its directory, as fio does.
/// 0 or an errno (positive).
int dump_block(const char* directory, const char* file_name, uint64_t offset, DumpKind kind,
               const uint8_t* data, size_t bytes);

}  // namespace vfload

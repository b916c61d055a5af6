// What laying out is told of a file, whether it is vfload's own (NativeLayoutFile of lib/run/native.ts) or
// anywhere.
#pragma once

#include <napi.h>

#include <array>
#include <string_view>

#include "addon/request.h"
#include "core/file/layout_steps.h"

namespace vfload::addon {

/// In the order of Allocation.
inline constexpr std::array<std::string_view, 5> kAllocations = {"native", "none", "posix", "keep",
                                                                 "truncate"};

/// False: its way to get space is unknown, and a JavaScript error is pending.
template <class File>
bool read_layout(const Napi::Object& from, File* file) {
  file->size = read_integer(from, "sizeBytes");
  file->content = read_text(from, "content") == "allocated" ? FileContent::kAllocated : FileContent::kWritten;
  file->zeros = read_bool(from, "zeros");
  file->synced = read_bool(from, "createFsync");
  return read_word(from, "fallocate", kAllocations, &file->allocation);
}

}  // namespace vfload::addon

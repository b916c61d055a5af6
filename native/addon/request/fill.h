// Reads what write buffers hold and what memory they are in (NativeFill in lib/run/native.ts).
#pragma once

#include <napi.h>

#include "addon/request/spec_memory.h"
#include "core/fill/fill_spec.h"

namespace vfload::addon {

/// `bytes`: undefined, or a Uint8Array of no more than a Pattern holds. Never nullptr: see
/// SpecMemory::good().
const Pattern* read_pattern(const Napi::Value& bytes, SpecMemory& memory);

/// `fill`: undefined, or a NativeFill. False: an unknown word, and a JavaScript error is pending.
bool read_fill(const Napi::Value& fill, SpecMemory& memory, FillSpec* spec);

}  // namespace vfload::addon

// XXH32 of the published specification of xxHash.
#pragma once

#include <cstdint>
#include <span>

namespace vfload {

/// The hash as a number.
uint32_t xxhash32(std::span<const uint8_t> data, uint32_t seed);

}  // namespace vfload

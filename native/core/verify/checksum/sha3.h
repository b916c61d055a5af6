// SHA-3, FIPS 202.
#pragma once

#include <cstdint>
#include <span>

namespace vfload {

/// Writes a digest of `digest_bytes`: 28, 32, 48 or 64.
void sha3(std::span<const uint8_t> data, size_t digest_bytes, uint8_t* out);

}  // namespace vfload

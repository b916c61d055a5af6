// MD5, RFC 1321.
#pragma once

#include <cstdint>
#include <span>

namespace vfload {

/// Writes the 16 bytes of the digest.
void md5(std::span<const uint8_t> data, uint8_t* out);

}  // namespace vfload

// SHA-1, FIPS 180-4.
#pragma once

#include <cstdint>
#include <span>

namespace vfload {

/// Writes the five words of the digest in the machine's byte order, as fio does; the standard's has each
/// word's highest byte first.
void sha1(std::span<const uint8_t> data, uint8_t* out);

}  // namespace vfload

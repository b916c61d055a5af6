// What fio stores for verify=sha256, which has little of SHA-256's digest.
#pragma once

#include <cstdint>
#include <span>

namespace vfload {

/// Writes 64 bytes: the last padded block of the message, with the lowest byte of each of the eight words of
/// the final state in its first eight bytes. The message's length in bits, which the padding ends with, has
/// its lowest byte first, where FIPS 180-4 has the highest, so those words are not SHA-256's either.
void sha256_as_fio(std::span<const uint8_t> data, uint8_t* out);

}  // namespace vfload

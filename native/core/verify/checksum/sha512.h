// What fio stores for verify=sha512, which has nothing of SHA-512's digest.
#pragma once

#include <cstdint>
#include <span>

namespace vfload {

/// Writes 128 bytes: the first block of the message, over whose beginning lies what is behind its last whole
/// block. Nothing between them matters. Of a message below 128 bytes, the message alone: what is behind it in
/// `out` stays.
void sha512_as_fio(std::span<const uint8_t> data, uint8_t* out);

}  // namespace vfload

// How MD5, SHA-1 and SHA-256 cut a message into blocks: 64 bytes each, a one bit behind the message, zeros,
// its length in bits.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <span>

namespace vfload {

static_assert(std::endian::native == std::endian::little,
              "lengths and words are stored as the machine has them");

inline constexpr size_t kDigestBlockBytes = 64;

/// Calls `compress` with each block. `stored_bits` is what stands in the last eight bytes. `last` gets the
/// last block.
template <typename Compress>
void for_each_padded_block(std::span<const uint8_t> data, uint64_t stored_bits,
                           uint8_t (&last)[kDigestBlockBytes], Compress compress) {
  constexpr size_t kLengthAt = kDigestBlockBytes - sizeof(stored_bits);
  while (data.size() >= kDigestBlockBytes) {
    compress(data.data());
    data = data.subspan(kDigestBlockBytes);
  }
  std::memset(last, 0, sizeof(last));
  if (!data.empty()) std::memcpy(last, data.data(), data.size());
  last[data.size()] = 0x80;
  if (data.size() >= kLengthAt) {
    compress(last);
    std::memset(last, 0, sizeof(last));
  }
  std::memcpy(last + kLengthAt, &stored_bits, sizeof(stored_bits));
  compress(last);
}

/// A word that is stored with its highest byte first.
inline uint32_t big_endian_word(const uint8_t* bytes) {
  uint32_t word;
  std::memcpy(&word, bytes, sizeof(word));
  return __builtin_bswap32(word);
}

}  // namespace vfload

// Cyclic redundancy checks, by tables that the compiler makes of the polynomials.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace vfload {

/// What each value of a byte does to a remainder whose lowest bit is the first one. `polynomial` has its bits
/// in that order, too.
template <typename Remainder>
constexpr std::array<Remainder, 256> reflected_crc_table(Remainder polynomial) {
  std::array<Remainder, 256> table = {};
  for (uint32_t byte = 0; byte < 256; ++byte) {
    auto remainder = static_cast<Remainder>(byte);
    for (int bit = 0; bit < 8; ++bit) {
      const bool carry = (remainder & 1) != 0;
      remainder = static_cast<Remainder>(remainder >> 1);
      if (carry) remainder ^= polynomial;
    }
    table[byte] = remainder;
  }
  return table;
}

/// The same for a remainder whose highest bit is the first one.
template <typename Remainder>
constexpr std::array<Remainder, 256> forward_crc_table(Remainder polynomial) {
  constexpr int kBits = static_cast<int>(sizeof(Remainder)) * 8;
  std::array<Remainder, 256> table = {};
  for (uint32_t byte = 0; byte < 256; ++byte) {
    auto remainder = static_cast<Remainder>(static_cast<Remainder>(byte) << (kBits - 8));
    for (int bit = 0; bit < 8; ++bit) {
      const bool carry = (remainder >> (kBits - 1)) != 0;
      remainder = static_cast<Remainder>(remainder << 1);
      if (carry) remainder ^= polynomial;
    }
    table[byte] = remainder;
  }
  return table;
}

/// CRC-64 with the polynomial of D. T. Jones (ad93d23594c935a9), reflected, from 0, not inverted.
uint64_t crc64(std::span<const uint8_t> data);

/// The polynomial of IEEE 802.3 (04c11db7), highest bit first, from 0, not inverted: the remainder in POSIX's
/// cksum before it takes in the length.
uint32_t crc32(std::span<const uint8_t> data);

/// CRC-16/ARC: polynomial 8005, reflected, from 0.
uint16_t crc16(std::span<const uint8_t> data);

/// CRC-7/MMC: polynomial 09, highest bit first, from 0; in the lower seven bits.
uint8_t crc7(std::span<const uint8_t> data);

}  // namespace vfload

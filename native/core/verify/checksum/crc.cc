#include "core/verify/checksum/crc.h"

namespace vfload {

namespace {

constexpr auto kCrc64Table = reflected_crc_table<uint64_t>(0x95ac9329ac4bc9b5);
constexpr auto kCrc32Table = forward_crc_table<uint32_t>(0x04c11db7);
constexpr auto kCrc16Table = reflected_crc_table<uint16_t>(0xa001);
// Seven bits, kept in the upper ones of a byte.
constexpr auto kCrc7Table = forward_crc_table<uint8_t>(0x09 << 1);

}  // namespace

uint64_t crc64(std::span<const uint8_t> data) {
  uint64_t remainder = 0;
  for (const uint8_t byte : data) remainder = (remainder >> 8) ^ kCrc64Table[(remainder ^ byte) & 0xff];
  return remainder;
}

uint32_t crc32(std::span<const uint8_t> data) {
  uint32_t remainder = 0;
  for (const uint8_t byte : data) remainder = (remainder << 8) ^ kCrc32Table[(remainder >> 24) ^ byte];
  return remainder;
}

uint16_t crc16(std::span<const uint8_t> data) {
  uint32_t remainder = 0;
  for (const uint8_t byte : data) remainder = (remainder >> 8) ^ kCrc16Table[(remainder ^ byte) & 0xff];
  return static_cast<uint16_t>(remainder);
}

uint8_t crc7(std::span<const uint8_t> data) {
  uint8_t remainder = 0;
  for (const uint8_t byte : data) remainder = kCrc7Table[remainder ^ byte];
  return static_cast<uint8_t>(remainder >> 1);
}

}  // namespace vfload

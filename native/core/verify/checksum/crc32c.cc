#include "core/verify/checksum/crc32c.h"

#include <cstring>

#include "core/verify/checksum/crc.h"

#if defined(__x86_64__)
#include <nmmintrin.h>
#endif

namespace vfload {

namespace {

constexpr auto kTable = reflected_crc_table<uint32_t>(0x82f63b78);

#if defined(__x86_64__)
__attribute__((target("sse4.2"))) uint32_t crc32c_by_instruction(std::span<const uint8_t> data) {
  uint64_t remainder = 0xffffffff;
  while (data.size() >= sizeof(uint64_t)) {
    uint64_t word;
    std::memcpy(&word, data.data(), sizeof(word));
    remainder = _mm_crc32_u64(remainder, word);
    data = data.subspan(sizeof(word));
  }
  auto rest = static_cast<uint32_t>(remainder);
  for (const uint8_t byte : data) rest = _mm_crc32_u8(rest, byte);
  return rest;
}
#endif

}  // namespace

uint32_t crc32c_by_table(std::span<const uint8_t> data) {
  uint32_t remainder = 0xffffffff;
  for (const uint8_t byte : data) remainder = (remainder >> 8) ^ kTable[(remainder ^ byte) & 0xff];
  return remainder;
}

uint32_t crc32c(std::span<const uint8_t> data) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("sse4.2")) return crc32c_by_instruction(data);
#endif
  return crc32c_by_table(data);
}

}  // namespace vfload

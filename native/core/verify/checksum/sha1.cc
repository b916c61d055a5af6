#include "core/verify/checksum/sha1.h"

#include "core/verify/checksum/padded_blocks.h"

namespace vfload {

namespace {

// FIPS 180-4, 4.2.1: one for each 20 steps.
constexpr uint32_t kConstants[4] = {0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6};

// FIPS 180-4, 4.1.1.
uint32_t mixed(uint32_t quarter, uint32_t x, uint32_t y, uint32_t z) {
  switch (quarter) {
    case 0:
      return (x & y) ^ (~x & z);
    case 2:
      return (x & y) ^ (x & z) ^ (y & z);
    default:
      return x ^ y ^ z;
  }
}

void compress(uint32_t (&state)[5], const uint8_t* block) {
  uint32_t words[80];
  for (uint32_t index = 0; index < 16; ++index) words[index] = big_endian_word(block + size_t{4} * index);
  for (uint32_t index = 16; index < 80; ++index)
    words[index] = std::rotl(words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16], 1);
  auto [a, b, c, d, e] = state;
  for (uint32_t step = 0; step < 80; ++step) {
    const uint32_t quarter = step / 20;
    const uint32_t sum = std::rotl(a, 5) + mixed(quarter, b, c, d) + e + kConstants[quarter] + words[step];
    e = d;
    d = c;
    c = std::rotl(b, 30);
    b = a;
    a = sum;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
}

}  // namespace

void sha1(std::span<const uint8_t> data, uint8_t* out) {
  uint32_t state[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
  uint8_t last[kDigestBlockBytes];
  const uint64_t bits = uint64_t{data.size()} * 8;
  for_each_padded_block(data, __builtin_bswap64(bits), last,
                        [&state](const uint8_t* block) { compress(state, block); });
  std::memcpy(out, state, sizeof(state));
}

}  // namespace vfload

#include "core/verify/checksum/md5.h"

#include "core/verify/checksum/padded_blocks.h"

namespace vfload {

namespace {

// RFC 1321, 3.4: the integer part of 2^32 times |sin(i + 1)|.
constexpr uint32_t kSines[64] = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
    0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
    0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
    0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
    0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
};

// Of each round: how far each of its four kinds of steps turns, and which words it takes: (first + step *
// stride) mod 16.
constexpr int kTurns[4][4] = {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
constexpr uint32_t kFirstWord[4] = {0, 1, 5, 0};
constexpr uint32_t kStride[4] = {1, 5, 3, 7};

uint32_t mixed(uint32_t round, uint32_t x, uint32_t y, uint32_t z) {
  switch (round) {
    case 0:
      return (x & y) | (~x & z);
    case 1:
      return (x & z) | (y & ~z);
    case 2:
      return x ^ y ^ z;
    default:
      return y ^ (x | ~z);
  }
}

void compress(uint32_t (&state)[4], const uint8_t* block) {
  uint32_t words[16];
  std::memcpy(words, block, sizeof(words));
  auto [a, b, c, d] = state;
  for (uint32_t round = 0; round < 4; ++round) {
    for (uint32_t step = 0; step < 16; ++step) {
      const uint32_t word = words[(kFirstWord[round] + step * kStride[round]) % 16];
      const uint32_t turned =
          std::rotl(a + mixed(round, b, c, d) + word + kSines[round * 16 + step], kTurns[round][step % 4]);
      a = d;
      d = c;
      c = b;
      b += turned;
    }
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
}

}  // namespace

void md5(std::span<const uint8_t> data, uint8_t* out) {
  uint32_t state[4] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
  uint8_t last[kDigestBlockBytes];
  for_each_padded_block(data, uint64_t{data.size()} * 8, last,
                        [&state](const uint8_t* block) { compress(state, block); });
  std::memcpy(out, state, sizeof(state));
}

}  // namespace vfload

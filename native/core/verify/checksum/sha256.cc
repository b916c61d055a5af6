#include "core/verify/checksum/sha256.h"

#include "core/verify/checksum/padded_blocks.h"

namespace vfload {

namespace {

// FIPS 180-4, 4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64 primes.
constexpr uint32_t kConstants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

uint32_t turned(uint32_t word, int first, int second, int third) {
  return std::rotr(word, first) ^ std::rotr(word, second) ^ std::rotr(word, third);
}

uint32_t turned_and_shifted(uint32_t word, int first, int second, int shift) {
  return std::rotr(word, first) ^ std::rotr(word, second) ^ (word >> shift);
}

void compress(uint32_t (&state)[8], const uint8_t* block) {
  uint32_t words[64];
  for (uint32_t index = 0; index < 16; ++index) words[index] = big_endian_word(block + size_t{4} * index);
  for (uint32_t index = 16; index < 64; ++index)
    words[index] = turned_and_shifted(words[index - 2], 17, 19, 10) + words[index - 7] +
                   turned_and_shifted(words[index - 15], 7, 18, 3) + words[index - 16];
  auto [a, b, c, d, e, f, g, h] = state;
  for (uint32_t step = 0; step < 64; ++step) {
    const uint32_t first = h + turned(e, 6, 11, 25) + ((e & f) ^ (~e & g)) + kConstants[step] + words[step];
    const uint32_t second = turned(a, 2, 13, 22) + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = d + first;
    d = c;
    c = b;
    b = a;
    a = first + second;
  }
  const uint32_t added[8] = {a, b, c, d, e, f, g, h};
  for (uint32_t index = 0; index < 8; ++index) state[index] += added[index];
}

}  // namespace

void sha256_as_fio(std::span<const uint8_t> data, uint8_t* out) {
  uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                       0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  uint8_t last[kDigestBlockBytes];
  for_each_padded_block(data, uint64_t{data.size()} * 8, last,
                        [&state](const uint8_t* block) { compress(state, block); });
  std::memcpy(out, last, sizeof(last));
  for (uint32_t index = 0; index < 8; ++index) out[index] = static_cast<uint8_t>(state[index]);
}

}  // namespace vfload

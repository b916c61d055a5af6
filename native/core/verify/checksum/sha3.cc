#include "core/verify/checksum/sha3.h"

#include <bit>
#include <cstring>

namespace vfload {

namespace {

constexpr size_t kLanes = 25;
constexpr size_t kStateBytes = kLanes * sizeof(uint64_t);

// FIPS 202, 3.2.5: bits of a shift register of eight bits, at the places 2^j - 1 of each round's constant.
constexpr uint64_t round_constant(uint32_t round) {
  uint64_t constant = 0;
  for (uint32_t j = 0; j <= 6; ++j) {
    uint32_t shift_register = 1;
    for (uint32_t step = 0; step < (j + 7 * round) % 255; ++step) {
      shift_register <<= 1;
      if ((shift_register & 0x100) != 0) shift_register ^= 0x171;
    }
    if ((shift_register & 1) != 0) constant |= uint64_t{1} << ((1U << j) - 1);
  }
  return constant;
}

struct RoundConstants {
  uint64_t of_round[24];
};

constexpr RoundConstants round_constants() {
  RoundConstants constants = {};
  for (uint32_t round = 0; round < 24; ++round) constants.of_round[round] = round_constant(round);
  return constants;
}

constexpr RoundConstants kRoundConstants = round_constants();

// FIPS 202, 3.2.1 to 3.2.5, with lane (x, y) at x + 5y.
void permute(uint64_t (&lanes)[kLanes]) {
  for (const uint64_t constant : kRoundConstants.of_round) {
    // theta
    uint64_t parity[5];
    for (uint32_t x = 0; x < 5; ++x)
      parity[x] = lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20];
    for (uint32_t x = 0; x < 5; ++x) {
      const uint64_t neighbours = parity[(x + 4) % 5] ^ std::rotl(parity[(x + 1) % 5], 1);
      for (uint32_t y = 0; y < 25; y += 5) lanes[x + y] ^= neighbours;
    }
    // rho and pi: each lane moves on to the place of the next, turned by one more each time
    uint32_t x = 1;
    uint32_t y = 0;
    uint64_t moving = lanes[1];
    for (uint32_t step = 0; step < 24; ++step) {
      const uint32_t next_y = (2 * x + 3 * y) % 5;
      x = y;
      y = next_y;
      const uint64_t displaced = lanes[x + 5 * y];
      lanes[x + 5 * y] = std::rotl(moving, static_cast<int>((step + 1) * (step + 2) / 2 % 64));
      moving = displaced;
    }
    // chi
    for (uint32_t row = 0; row < 25; row += 5) {
      uint64_t old[5];
      std::memcpy(old, lanes + row, sizeof(old));
      for (uint32_t column = 0; column < 5; ++column)
        lanes[row + column] = old[column] ^ (~old[(column + 1) % 5] & old[(column + 2) % 5]);
    }
    // iota
    lanes[0] ^= constant;
  }
}

void absorb(uint64_t (&lanes)[kLanes], const uint8_t* block, size_t bytes) {
  for (size_t index = 0; index < bytes / sizeof(uint64_t); ++index) {
    uint64_t lane;
    std::memcpy(&lane, block + index * sizeof(lane), sizeof(lane));
    lanes[index] ^= lane;
  }
  permute(lanes);
}

}  // namespace

void sha3(std::span<const uint8_t> data, size_t digest_bytes, uint8_t* out) {
  static_assert(std::endian::native == std::endian::little, "lanes are read as the machine has them");
  const size_t rate_bytes = kStateBytes - 2 * digest_bytes;
  uint64_t lanes[kLanes] = {};
  while (data.size() >= rate_bytes) {
    absorb(lanes, data.data(), rate_bytes);
    data = data.subspan(rate_bytes);
  }
  // FIPS 202, 6.1 and B.2: the bits 01, then 1, zeros and 1.
  uint8_t last[kStateBytes] = {};
  if (!data.empty()) std::memcpy(last, data.data(), data.size());
  last[data.size()] = 0x06;
  last[rate_bytes - 1] |= 0x80;
  absorb(lanes, last, rate_bytes);
  std::memcpy(out, lanes, digest_bytes);
}

}  // namespace vfload

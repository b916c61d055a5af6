#include "core/verify/checksum/xxhash.h"

#include <bit>
#include <cstring>

namespace vfload {

namespace {

constexpr uint32_t kPrimes[5] = {0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f, 0x165667b1};

uint32_t word_at(const uint8_t* bytes) {
  uint32_t word;
  std::memcpy(&word, bytes, sizeof(word));
  return word;
}

}  // namespace

uint32_t xxhash32(std::span<const uint8_t> data, uint32_t seed) {
  const auto length = static_cast<uint32_t>(data.size());
  uint32_t hash = seed + kPrimes[4];
  if (data.size() >= 16) {
    uint32_t lanes[4] = {seed + kPrimes[0] + kPrimes[1], seed + kPrimes[1], seed, seed - kPrimes[0]};
    while (data.size() >= 16) {
      for (uint32_t lane = 0; lane < 4; ++lane)
        lanes[lane] =
            std::rotl(lanes[lane] + word_at(data.data() + size_t{4} * lane) * kPrimes[1], 13) * kPrimes[0];
      data = data.subspan(16);
    }
    hash =
        std::rotl(lanes[0], 1) + std::rotl(lanes[1], 7) + std::rotl(lanes[2], 12) + std::rotl(lanes[3], 18);
  }
  hash += length;
  while (data.size() >= 4) {
    hash = std::rotl(hash + word_at(data.data()) * kPrimes[2], 17) * kPrimes[3];
    data = data.subspan(4);
  }
  for (const uint8_t byte : data) hash = std::rotl(hash + byte * kPrimes[4], 11) * kPrimes[0];
  hash = (hash ^ (hash >> 15)) * kPrimes[1];
  hash = (hash ^ (hash >> 13)) * kPrimes[2];
  return hash ^ (hash >> 16);
}

}  // namespace vfload

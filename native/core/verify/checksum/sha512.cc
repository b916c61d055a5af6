#include "core/verify/checksum/sha512.h"

#include <cstring>

namespace vfload {

void sha512_as_fio(std::span<const uint8_t> data, uint8_t* out) {
  constexpr size_t kBlockBytes = 128;
  if (data.size() >= kBlockBytes) std::memcpy(out, data.data(), kBlockBytes);
  const std::span<const uint8_t> rest = data.last(data.size() % kBlockBytes);
  if (!rest.empty()) std::memcpy(out, rest.data(), rest.size());
}

}  // namespace vfload

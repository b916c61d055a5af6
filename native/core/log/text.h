// Text into memory, without stdio. Each function returns where the text ends.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace vfload {

/// Digits of the longest number.
inline constexpr size_t kMaxDigits = 20;

inline char* put_text(char* at, std::string_view text) {
  memcpy(at, text.data(), text.size());
  return at + text.size();
}

inline char* put_number(char* at, uint64_t number) {
  char digits[kMaxDigits];
  size_t from = kMaxDigits;
  do {
    digits[--from] = static_cast<char>('0' + number % 10);
    number /= 10;
  } while (number != 0);
  return put_text(at, {digits + from, kMaxDigits - from});
}

/// As `0x%04x`.
inline char* put_hex4(char* at, uint16_t number) {
  at = put_text(at, "0x");
  for (int shift = 12; shift >= 0; shift -= 4) *at++ = "0123456789abcdef"[(number >> shift) & 0xf];
  return at;
}

}  // namespace vfload

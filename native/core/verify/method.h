// What the methods of verification have in common, and in what they differ.
#pragma once

#include <cstddef>
#include <optional>

#include "core/verify/block_header.h"
#include "core/verify/checksum.h"
#include "core/verify/verify_spec.h"

namespace vfload {

/// The sum that a block of the method carries behind its header, if it carries one.
inline std::optional<ChecksumKind> sum_of(VerifyMethod method) {
  switch (method) {
    case VerifyMethod::kMd5:
      return ChecksumKind::kMd5;
    case VerifyMethod::kCrc64:
      return ChecksumKind::kCrc64;
    case VerifyMethod::kCrc32:
      return ChecksumKind::kCrc32;
    case VerifyMethod::kCrc32c:
      return ChecksumKind::kCrc32c;
    case VerifyMethod::kCrc16:
      return ChecksumKind::kCrc16;
    case VerifyMethod::kCrc7:
      return ChecksumKind::kCrc7;
    case VerifyMethod::kSha1:
      return ChecksumKind::kSha1;
    case VerifyMethod::kSha256:
      return ChecksumKind::kSha256;
    case VerifyMethod::kSha512:
      return ChecksumKind::kSha512;
    case VerifyMethod::kSha3With224:
      return ChecksumKind::kSha3With224;
    case VerifyMethod::kSha3With256:
      return ChecksumKind::kSha3With256;
    case VerifyMethod::kSha3With384:
      return ChecksumKind::kSha3With384;
    case VerifyMethod::kSha3With512:
      return ChecksumKind::kSha3With512;
    case VerifyMethod::kXxhash:
      return ChecksumKind::kXxhash;
    default:
      return std::nullopt;
  }
}

inline size_t sum_bytes(VerifyMethod method) {
  const std::optional<ChecksumKind> sum = sum_of(method);
  return sum.has_value() ? checksum_bytes(*sum) : 0;
}

inline bool has_header(VerifyMethod method) {
  return method != VerifyMethod::kNone && method != VerifyMethod::kPattern && method != VerifyMethod::kNull;
}

/// Of the header with the sum.
inline size_t head_bytes(FioCompat compat, VerifyMethod method) {
  return has_header(method) ? header_bytes(compat) + sum_bytes(method) : 0;
}

}  // namespace vfload

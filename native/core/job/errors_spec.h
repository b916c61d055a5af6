// Which failing I/Os a job lives with: plain data, filled in before the fork.
#pragma once

#include <cstdint>

namespace vfload {

/// fio's kinds of errors. The values index the arrays of ErrorsSpec.
enum class ErrorKind : uint8_t { kRead = 0, kWrite = 1, kVerify = 2 };
inline constexpr int kErrorKinds = 3;

/// Errors of a kind that `ignore_error` may name; fio's list has room for no more.
inline constexpr uint32_t kMaxIgnoredErrors = 16;

struct ErrorsSpec {
  /// `continue_on_error`: errors of this kind are counted, and those that are not fatal do not end the job.
  bool counted[kErrorKinds];
  /// Not fatal (errno): those of `ignore_error`. None: EIO and EILSEQ.
  uint32_t ignored_count[kErrorKinds];
  uint16_t ignored[kErrorKinds][kMaxIgnoredErrors];
  bool dump;  ///< `error_dump`: the errors that do not end the job are kept, to be told when it has ended

  bool any_counted() const {
    return counted[static_cast<int>(ErrorKind::kRead)] || counted[static_cast<int>(ErrorKind::kWrite)] ||
           counted[static_cast<int>(ErrorKind::kVerify)];
  }
};

}  // namespace vfload

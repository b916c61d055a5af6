#include "core/full/survival.h"

#include <algorithm>
#include <cerrno>

namespace vfload {

ErrorKind error_kind(Direction direction, bool trims, int error) {
  if (error == EILSEQ) return ErrorKind::kVerify;
  return direction == Direction::kRead && !trims ? ErrorKind::kRead : ErrorKind::kWrite;
}

bool survives(const ErrorsSpec& spec, ErrorKind kind, int error) {
  const int index = static_cast<int>(kind);
  if (!spec.counted[index]) return false;
  const uint16_t* const ignored = spec.ignored[index];
  const uint32_t count = spec.ignored_count[index];
  if (count == 0) return error == EIO || error == EILSEQ;
  return std::find(ignored, ignored + count, error) != ignored + count;
}

void count_error(const ErrorsSpec& spec, ErrorKind kind, int error, JobStatistics& statistics) {
  if (!spec.counted[static_cast<int>(kind)]) return;
  if (statistics.errors == 0) statistics.first_error = static_cast<uint64_t>(error);
  statistics.errors += 1;
}

}  // namespace vfload

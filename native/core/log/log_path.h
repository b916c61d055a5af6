// Names of log files.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/log/log_spec.h"

namespace vfload {

/// PREFIX_KIND.N.log, or PREFIX_KIND.log where jobs share their logs.
class LogPath {
 public:
  LogPath(std::string_view prefix, std::string_view kind, const LogSpec& spec, uint32_t job_number);

  /// Empty when it does not fit.
  const char* text() const { return text_; }

 private:
  char text_[kMaxLogPrefixBytes + 48] = {};
};

}  // namespace vfload

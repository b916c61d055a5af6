#include "core/log/log_path.h"

#include "core/log/text.h"

namespace vfload {

LogPath::LogPath(std::string_view prefix, std::string_view kind, const LogSpec& spec, uint32_t job_number) {
  constexpr size_t kMaxSuffixBytes = sizeof "_." + kMaxDigits + sizeof ".log";
  if (prefix.size() + kind.size() + kMaxSuffixBytes > sizeof text_) return;
  char* at = put_text(put_text(put_text(text_, prefix), "_"), kind);
  if (!spec.shared) at = put_number(put_text(at, "."), job_number);
  put_text(at, ".log");
}

}  // namespace vfload

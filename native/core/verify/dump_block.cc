#include "core/verify/dump_block.h"

#include <cerrno>
#include <string_view>

#include "core/log/text.h"
#include "core/verify/small_file.h"

namespace vfload {

namespace {

constexpr size_t kMaxPath = 4096;
constexpr std::string_view kEndings[] = {".received", ".expected", ".hdr_fail"};

}  // namespace

int dump_block(const char* directory, const char* file_name, uint64_t offset, DumpKind kind,
               const uint8_t* data, size_t bytes) {
  std::string_view name(file_name);
  if (const size_t slash = name.rfind('/'); slash != std::string_view::npos) name.remove_prefix(slash + 1);
  const std::string_view place(directory);
  const std::string_view ending = kEndings[static_cast<int>(kind)];
  char path[kMaxPath];
  if (place.size() + name.size() + kMaxDigits + ending.size() + 3 > sizeof path) return ENAMETOOLONG;
  char* end = put_text(put_text(path, place), "/");
  end = put_text(put_number(put_text(put_text(end, name), "."), offset), ending);
  *end = '\0';
  return write_small_file(path, 0, data, bytes);
}

}  // namespace vfload

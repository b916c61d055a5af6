#include "core/file/created_files.h"

#include <algorithm>
#include <cstring>

namespace vfload {

bool same_name(const char* one, const char* other) { return strcmp(one, other) == 0; }

bool plain_name(const char* name) {
  const size_t length = strlen(name);
  if (length == 0 || length >= kMaxNameBytes) return false;
  return strchr(name, '/') == nullptr && !same_name(name, ".") && !same_name(name, "..");
}

void copy_name(char (&to)[kMaxNameBytes], const char* from) {
  size_t length = strlen(from);
  if (length >= kMaxNameBytes) length = kMaxNameBytes - 1;
  memcpy(to, from, length);
  to[length] = '\0';
}

CreatedFile* CreatedFiles::find(const char* name) {
  for (CreatedFile& file : files) {
    if (file.in_use.load(std::memory_order_acquire) != 0 && same_name(file.name, name)) return &file;
  }
  return nullptr;
}

CreatedFile* CreatedFiles::find(const char* name, const sys::FileFacts& facts) {
  CreatedFile* file = find(name);
  return file != nullptr && file->identity.is(facts) ? file : nullptr;
}

CreatedFile* CreatedFiles::enter(const char* name) {
  CreatedFile* file = find(name);
  for (CreatedFile& candidate : files) {
    if (file != nullptr) break;
    if (candidate.in_use.load(std::memory_order_relaxed) == 0) file = &candidate;
  }
  if (file == nullptr) return nullptr;
  copy_name(file->name, name);
  file->identity = {};
  file->size = 0;
  file->content = FileContent::kPartial;
  file->kept = false;
  file->in_use.store(1, std::memory_order_release);
  return file;
}

bool CreatedFiles::empty() const {
  return std::ranges::all_of(
      files, [](const CreatedFile& file) { return file.in_use.load(std::memory_order_acquire) == 0; });
}

}  // namespace vfload

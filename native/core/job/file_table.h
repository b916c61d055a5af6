// Memory for the file lists of jobs (FilesSpec::list) and their texts: a part of the work's shared mapping,
// filled in before the fork. So many files have no fixed place in JobSpec.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "core/job/files_spec.h"

namespace vfload {

class FileTable {
 public:
  /// What `files` files whose paths and names are `text_bytes` long together take, ends of texts included.
  static constexpr size_t bytes_needed(size_t files, size_t text_bytes) {
    return files * (sizeof(JobFile) + 2) + text_bytes;
  }

  /// `start`: zeroed memory for all lists, aligned as JobFile. Lists grow from its start, texts from its end.
  FileTable(void* start, size_t bytes)
      : files_(static_cast<JobFile*>(start)), texts_(static_cast<char*>(start) + bytes) {}

  /// The list of one job, which the caller fills in.
  JobFile* take_list(uint32_t count) {
    JobFile* list = files_;
    files_ += count;
    return list;
  }

  /// A copy of `text` that stays as long as the mapping.
  const char* take_text(std::string_view text) {
    texts_ -= text.size() + 1;
    assert(texts_ >= reinterpret_cast<char*>(files_));
    memcpy(texts_, text.data(), text.size());
    return texts_;
  }

 private:
  JobFile* files_;
  char* texts_;
};

}  // namespace vfload

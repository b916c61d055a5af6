// Which of the job's files the next I/O goes to: file_service_type (fio-semantics 3.4).
#pragma once

#include <cstdint>

#include "core/generate/draws.h"
#include "core/generate/generate_spec.h"
#include "core/generate/skewed.h"
#include "core/job/spec.h"

namespace vfload {

inline bool is_skewed(FileService service) {
  return service == FileService::kZipf || service == FileService::kPareto || service == FileService::kNormal;
}

/// What a pass has done with a file so far.
struct FileUse {
  bool open;
  bool done;
};

class FileChoice {
 public:
  /// `use`: zeroed, one for each file; it stays the caller's.
  void set_up(const JobSpec& spec, uint32_t count, FileUse* use);

  /// Draws again from the beginning.
  void restart(const JobSpec& spec);

  /// A pass begins: no file is done.
  void start_pass();

  /// False: all files are done.
  bool next(uint32_t& file);

  /// `file` has no place for a further I/O: it is done for this pass.
  void finish(uint32_t file);

  /// As `finish`, but the file may be chosen again.
  void close(uint32_t file);

  bool all_done() const { return done_count_ == count_; }

 private:
  uint32_t choose();
  uint32_t next_in_turn();
  bool may_take(uint32_t file) const;

  FileService service_ = FileService::kRoundRobin;
  bool wide_ = false;
  uint32_t count_ = 1;
  uint32_t ios_each_ = 1;
  uint32_t done_count_ = 0;
  uint32_t turn_ = 0;
  uint32_t current_ = 0;
  uint32_t left_ = 0;  ///< I/Os that still go to the current file; the last chosen one has had its first
  bool has_current_ = false;
  uint32_t open_count_ = 0;
  uint32_t open_limit_ = 0;
  FileUse* use_ = nullptr;
  Draws draws_;
  Skewed skewed_;
};

}  // namespace vfload

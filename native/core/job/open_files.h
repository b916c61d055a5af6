// The files of a job while it runs (fio-semantics 2.3, 3.6): opened when the first I/O goes to them, closed
// when none does any more or the pass ends. How many are open at a time is decided where the next I/O's file
// is chosen (generate/file_choice.h).
#pragma once

#include <cstdint>

#include "core/engine/engine.h"
#include "core/job/spec.h"
#include "core/sys/private_memory.h"

namespace vfload {

class OpenFiles {
 public:
  /// Of a file that counts as open without one: no descriptor, and minus no errno either.
  static constexpr int kNoDescriptor = INT32_MIN;

  OpenFiles() = default;
  OpenFiles(const OpenFiles&) = delete;
  OpenFiles& operator=(const OpenFiles&) = delete;
  ~OpenFiles();

  /// Opens no file yet, but the directory. 0 or an errno (positive). `spec` stays the caller's.
  int set_up(const JobSpec& spec, const EngineFlags& engine);

  /// Reads each file's range once, so that it is in the page cache (`pre_read`). 0, or an errno (positive)
  /// and which file it is about.
  int read_ahead(uint32_t* failed);

  uint32_t count() const { return count_; }
  const JobFile& file(uint32_t index) const { return list_[index]; }

  /// No further I/O goes to the file in this pass: where it is open, it is to be closed.
  void finish(uint32_t index);
  void finish_all();

  // --- for the loop, which has the engine told of what is opened and closed ---

  /// Where the paths of the files begin.
  int directory() const { return directory_; }
  /// What an engine has opened by itself: a descriptor, which is closed in the end, or kNoDescriptor.
  void adopt(uint32_t index, int fd) { slot(index).fd = fd; }
  bool is_open(uint32_t index) const { return slot(index).fd != kClosed; }
  /// Below 0: there is none.
  int fd(uint32_t index) const { return slot(index).fd; }
  /// Where the file ended when it was opened.
  uint64_t known_bytes(uint32_t index) const { return slot(index).known_bytes; }
  /// Opens a file that is not open. 0 or an errno (positive).
  int open(uint32_t index);
  void close(uint32_t index);

  /// An I/O on the file is in flight: until its end the file stays open.
  void hold(uint32_t index) { slot(index).in_flight += 1; }
  void release(uint32_t index);
  /// A file that is finished, with nothing in flight on it, and open: to be closed. False: there is none.
  bool next_to_close(uint32_t* index);

  /// Removes every file. What is open stays open.
  void unlink_all() const;

 private:
  static constexpr int kClosed = -1;

  struct Slot {
    int fd;
    uint32_t in_flight;
    uint64_t known_bytes;
    uint32_t next_to_close;  ///< a list in the order in which they became so
    bool finished;           ///< and not closed yet
  };

  Slot& slot(uint32_t index) const { return slots_.as<Slot>()[index]; }
  void line_up(uint32_t index);
  int open_plain(uint32_t index) const;
  int read_range(int fd, uint32_t index, uint8_t* buffer) const;

  const JobSpec* spec_ = nullptr;
  EngineFlags engine_;
  JobFile only_ = {};
  const JobFile* list_ = nullptr;
  uint32_t count_ = 0;
  uint32_t first_to_close_ = 0;
  uint32_t last_to_close_ = 0;
  uint32_t to_close_count_ = 0;
  int directory_ = -1;
  sys::PrivateMemory slots_;
};

}  // namespace vfload

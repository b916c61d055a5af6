// When a pass over the files ends, and whether another one follows (fio-semantics 3.6).
#pragma once

#include <cstdint>

#include "core/job/spec.h"

namespace vfload {

class PassLimits {
 public:
  /// `total_bytes`: of the ranges of all files. `max_length`: of an I/O. `ends_by_bytes`: a pass ends once it
  /// has issued the size of the job, also where the files have places left.
  void set_up(const JobSpec& spec, uint64_t total_bytes, uint32_t max_length, bool ends_by_bytes);

  /// Whether one more I/O may be issued, in this pass or in another one.
  bool may_issue() const;

  /// Whether this pass has issued what it is to issue.
  bool pass_is_over() const { return pass_issued_bytes_ >= pass_limit_bytes_; }

  /// `aside`: a trim before a write, which counts only for whether another pass begins (seen with fio 3.33).
  void issued(uint64_t bytes, bool aside) {
    issued_ios_ += 1;
    if (aside) {
      aside_bytes_ += bytes;
      return;
    }
    issued_bytes_ += bytes;
    pass_issued_bytes_ += bytes;
  }

  /// I/O on the side, of which no pass is made but which is I/O of the job: what verifying reads.
  void read_back(uint64_t bytes) { aside_bytes_ += bytes; }

  /// A pass is over. Whether another one begins; it has then begun. `files_done`: it ended because no file
  /// had a place for a further I/O.
  bool start_pass(bool files_done);

 private:
  void allow_trims();

  uint64_t limit_bytes_ = 0;  ///< of one loop
  uint64_t total_limit_bytes_ = 0;
  uint64_t pass_limit_bytes_ = UINT64_MAX;
  uint64_t max_ios_ = 0;  ///< UINT64_MAX: no limit
  uint64_t max_length_ = 0;
  uint32_t loops_left_ = 0;
  bool time_based_ = false;
  bool is_of_files_ = false;  ///< `limit_bytes_` comes from what the files have
  bool trims_first_ = false;  ///< each block before it is written
  uint64_t issued_bytes_ = 0;
  uint64_t pass_issued_bytes_ = 0;
  uint64_t issued_ios_ = 0;
  uint64_t aside_bytes_ = 0;
};

}  // namespace vfload

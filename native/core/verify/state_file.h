// `verify_state_save`: how far a job has written, in fio's file (version 3), which Debian's
// `fio-verify-state` reads. Found by looking at files that fio 3.33 wrote.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/generate/draws.h"
#include "core/job/spec.h"
#include "core/sys/private_memory.h"

namespace vfload {

/// Of each file the last writes that have come to their end, as many as may be in flight.
class FinishedWrites {
 public:
  /// False: no memory.
  bool set_up(uint32_t depth, uint32_t files);
  void add(uint32_t file, uint64_t offset);

  uint32_t depth() const { return depth_; }
  uint32_t files() const { return files_; }
  /// How many are told of a file.
  uint32_t count(uint32_t file) const;
  /// Offset of a file's write, from the newest on.
  uint64_t newest(uint32_t file, uint32_t index) const;

 private:
  uint64_t* ring(uint32_t file) const { return rings_.as<uint64_t>() + size_t{file} * depth_; }
  uint64_t& total(uint32_t file) const { return totals_.as<uint64_t>()[file]; }

  sys::PrivateMemory rings_;
  sys::PrivateMemory totals_;
  uint32_t depth_ = 1;
  uint32_t files_ = 1;
};

/// Writes the state to VerifySpec::state_path. `writes`: issued so far. `draws`: of the offsets. 0 or an
/// errno (positive).
int save_state(const JobSpec& spec, const FinishedWrites& finished, uint64_t writes, const Draws& draws);

}  // namespace vfload

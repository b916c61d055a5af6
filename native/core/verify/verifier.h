// Verification of one job, for the full loop: gives writes their contents, remembers what was written, says
// what is to be read back and when, and checks what was read.
#pragma once

#include <cstdint>
#include <span>

#include "core/engine/engine.h"
#include "core/job/spec.h"
#include "core/offset/taus88.h"
#include "core/sys/private_memory.h"
#include "core/verify/state_file.h"
#include "core/verify/verify_failures.h"
#include "core/verify/written_blocks.h"

namespace vfload {

class Verifier {
 public:
  /// `depth`: of the job. `failures`: where what is wrong is told. 0 or an errno (positive).
  int set_up(const JobSpec& spec, std::span<const JobFile> files, uint32_t depth, bool moves_data,
             VerifyFailures* failures);

  bool on() const { return spec_ != nullptr; }
  /// Whether I/O of the job itself only goes the way of one, and nothing is done.
  bool pretends() const { return on() && spec_->verify.only && writes_; }

  /// Seeds begin again with each pass, where the job's other draws do.
  void start_pass() {
    if (on() && repeats_seeds_) restart_seeds();
  }

  // --- writes ---

  /// Makes its contents, and remembers it. `number`: of the write among the job's. 0 or an errno (positive).
  int prepare_write(IoUnit& unit, uint64_t number, uint64_t time_ns);
  void written(IoUnit& unit);
  void write_failed(IoUnit& unit);

  // --- reading back ---

  /// Whether the backlog wants a block read now. `last`: direction of the I/O that came to its end last.
  bool backlog_is_due(Direction last);
  /// Whether blocks are read back when a pass is over.
  bool reads_back_at_end() const { return remembers_ && blocks_.count() != 0; }
  /// Makes the unit the read of the next block. False: there is none, or it is still being written.
  bool next(IoUnit& unit);
  /// A pass is over: what was not read back is not.
  void end_pass() { blocks_.clear(); }

  /// Whether the read that came to its end is to be checked.
  bool checks(const IoUnit& unit) const { return on() && (unit.block != 0 || checks_reads_); }
  /// Checks what was read, of which `bytes` are there. False: it is not what was written, and what is wrong
  /// is told.
  bool check(IoUnit& unit, uint32_t bytes);
  /// A read that failed is not checked.
  void read_failed(IoUnit& unit) { give_back(unit); }

  /// For a job that reads: whether the read is of what was written before the state was saved.
  bool is_within_saved_state(const IoUnit& unit);

  const FinishedWrites& finished_writes() const { return finished_; }

 private:
  bool remember(IoUnit& unit, uint64_t seed, uint64_t number);
  void give_back(IoUnit& unit);
  void restart_seeds();
  uint64_t next_seed();
  void tell(VerifyFailure& failure, const IoUnit& unit, uint64_t seed, const uint8_t* interval);
  void dump(VerifyFailure& failure, const IoUnit& unit, uint64_t seed, const uint8_t* interval);

  const JobSpec* spec_ = nullptr;  ///< nullptr: nothing is verified
  std::span<const JobFile> files_;
  VerifyFailures* failures_ = nullptr;
  bool writes_ = false;
  bool remembers_ = false;
  bool checks_reads_ = false;
  bool moves_data_ = true;
  bool repeats_seeds_ = false;
  uint32_t batch_left_ = 0;
  uint64_t reads_ = 0;  ///< issued by the side of a saved state
  Taus88 seeds_;
  WrittenBlocks blocks_;
  FinishedWrites finished_;
  sys::PrivateMemory scratch_;  ///< a block as it should be, for dumps
};

}  // namespace vfload

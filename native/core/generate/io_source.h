// Which I/O comes next, for the full loop: direction, file, offset and length, equal to fio's for the same
// options and seed (fio-semantics 3.3 to 3.6).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "core/generate/file_choice.h"
#include "core/generate/lengths.h"
#include "core/generate/pass_limits.h"
#include "core/generate/random_offsets.h"
#include "core/generate/source_file.h"
#include "core/generate/strided_zones.h"
#include "core/job/open_files.h"
#include "core/job/spec.h"
#include "core/offset/direction_mix.h"

namespace vfload {

/// One I/O as the workload wants it.
struct NextIo {
  Direction direction;
  uint32_t file;    ///< place in the list of files
  uint64_t offset;  ///< in the file
  uint32_t length;  ///< bytes
  bool wrapped;     ///< the file began again in place: what it has in the cache is to be dropped
};

class IoSource {
 public:
  /// Zeroed memory that `set_up` wants, 8-byte aligned.
  static size_t memory_bytes(const JobSpec& spec, std::span<const JobFile> files);

  /// `spec`, the names of the files and the memory stay the caller's. May take a second for `zipf`. `open` is
  /// told which files no further I/O goes to in a pass. `asynchronous`: the engine completes I/Os later, with
  /// which fio ends a pass also by its bytes (seen with fio 3.33). `draws` is told what is drawn.
  void set_up(const JobSpec& spec, std::span<const JobFile> files, void* memory, OpenFiles* open = nullptr,
              bool asynchronous = false, DrawLog* draws = nullptr);

  /// False: this pass has nothing more. What it gives is taken to be issued.
  /// In a mixed workload `due` (bit n: Direction n) has the directions that may go out: where the choice
  /// falls on another one, it is the other's turn.
  bool next(NextIo& io, uint32_t due = ~0U);

  /// The file whose turn it is: for what is no I/O of the source's, but takes turns with them. `file` stays
  /// as it is where all are done.
  void choose_file(uint32_t& file) {
    if (!choice_.all_done()) choice_.next(file);
  }

  /// What the next random offsets are drawn with.
  const Draws& offset_draws() const { return random_.draws(); }

  /// What was written has been read back: it counts for whether another pass begins.
  void read_back(uint64_t bytes) { limits_.read_back(bytes); }

  /// Whether the job has issued all that it is to issue, in whatever pass it is.
  bool is_done() const { return !limits_.may_issue(); }

  /// Whether this pass has issued what it is to issue; of synchronous engines only `next` tells.
  bool pass_is_over() const { return limits_.pass_is_over(); }

  /// After `next` said that a pass is over: whether another one begins. It has then begun.
  bool start_pass();

 private:
  bool place(SourceFileState& state, NextIo& io);
  bool choose_offset(SourceFileState& state, NextIo& io, bool& random);
  static bool settle(const SourceFileState& state, NextIo& io, uint64_t offset);
  bool random_offset(SourceFileState& state, NextIo& io, uint64_t& offset);
  bool sequential_offset(SourceFileState& state, NextIo& io, uint64_t& offset);
  bool wants_random(Direction direction);
  void begin_again(SourceFileState& state) const;
  void restart_draws();
  Direction choose_direction(const SourceFileState& state, uint32_t due);
  bool count_to_random();
  bool write_where_trimmed(SourceFileState& state, NextIo& io);
  void note_position(SourceFileState& state, const NextIo& io) const;

  const JobSpec* spec_ = nullptr;
  OpenFiles* open_ = nullptr;
  std::span<SourceFileState> files_;
  DirectionMix mix_;
  Lengths lengths_[kDirections];
  RandomOffsets random_;
  StridedZones zones_;
  FileChoice choice_;
  PassLimits limits_;
  Draws percent_draws_[kDirections];
  uint32_t until_random_ = 1;  ///< `rw=randread:N`
  bool mapped_ = false;
  bool trims_first_ = false;  ///< each block before it is written
  /// Whether the I/O that is being made takes its blocks in the map. A sequential one does not; nor does a
  /// random one that took its place because its file was at its end (seen with fio 3.33), be it in the next
  /// pass, unless that begins with another of several units.
  bool marks_ = true;
  bool deep_ = false;
};

}  // namespace vfload

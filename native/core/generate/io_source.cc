#include "core/generate/io_source.h"

#include <new>

#include "core/generate/sequential_walk.h"
#include "core/offset/policy.h"
#include "core/offset/seeds.h"

namespace vfload {

namespace {

/// What I/O is confined to at a time.
uint64_t zone_or_range(const JobSpec& spec, const JobFile& file) {
  return spec.generate.strided ? spec.generate.zone_range : file.range_bytes;
}

uint64_t map_blocks(const JobSpec& spec, const JobFile& file) {
  const uint64_t range_bytes = zone_or_range(spec, file);
  return (range_bytes < file.real_bytes ? range_bytes : file.real_bytes) / shortest_io(spec);
}

size_t state_bytes(size_t files) { return files * (sizeof(SourceFileState) + sizeof(uint64_t)); }

/// Of a job that trims what it writes: a trim is followed by a write, and by further ones until the two have
/// begun at the same place.
Direction trim_or_write(const SourceFileState& state) {
  constexpr auto kTrim = static_cast<int>(Direction::kRead);
  constexpr auto kWrite = static_cast<int>(Direction::kWrite);
  if (state.trimmed) return Direction::kWrite;
  const bool level = !state.has_start[kWrite] || state.last_start[kWrite] == state.last_start[kTrim];
  return level ? Direction::kRead : Direction::kWrite;
}

}  // namespace

size_t IoSource::memory_bytes(const JobSpec& spec, std::span<const JobFile> files) {
  size_t bytes = state_bytes(files.size());
  if (keeps_map(spec)) {
    for (const JobFile& file : files) bytes += RandomMap::bytes_needed(map_blocks(spec, file));
  }
  return bytes;
}

void IoSource::set_up(const JobSpec& spec, std::span<const JobFile> files, void* memory, OpenFiles* open,
                      bool asynchronous, DrawLog* draws) {
  spec_ = &spec;
  open_ = open;
  deep_ = asynchronous && spec.iodepth > 1;
  const GenerateSpec& generate = spec.generate;
  mapped_ = keeps_map(spec);
  trims_first_ = trims_before_writing(spec.workload);
  const uint32_t shortest = shortest_io(spec);
  BlockGrid grids[kDirections];
  uint32_t max_length = 0;
  for (int direction = 0; direction < kDirections; ++direction) {
    Lengths& lengths = lengths_[direction];
    lengths.set_up(generate.lengths[direction], spec.block_size, generate.bs_unaligned);
    const uint32_t align = generate.align_bytes[direction];
    grids[direction] = {align == 0 ? lengths.min_bytes() : align, lengths.min_bytes()};
    const bool takes_part = has_direction(spec.workload, static_cast<Direction>(direction));
    if (takes_part && lengths.max_bytes() > max_length) max_length = lengths.max_bytes();
  }
  auto* states = static_cast<SourceFileState*>(memory);
  files_ = {states, files.size()};
  auto* use = reinterpret_cast<FileUse*>(states + files.size());
  auto* map_memory = static_cast<uint8_t*>(memory) + state_bytes(files.size());
  uint64_t total_bytes = 0;
  for (size_t number = 0; number < files.size(); ++number) {
    SourceFileState& state = *new (&states[number]) SourceFileState;
    state.file = files[number];
    state.start_bytes = state.file.start_bytes;
    state.drawn_bytes = zone_or_range(spec, state.file);
    state.start_positions();
    total_bytes += state.file.range_bytes;
    set_up_draws_of_file(spec, {grids[0].align_bytes, shortest}, state, number == 0 ? nullptr : &states[0]);
    if (!mapped_) continue;
    const uint64_t blocks = map_blocks(spec, state.file);
    state.map.attach(map_memory, blocks);
    map_memory += RandomMap::bytes_needed(blocks);
  }
  mix_.set_up(spec);
  bool very_large = false;
  for (const JobFile& file : files) very_large |= file.range_bytes / shortest > kMaxBlocksOf32Bits;
  random_.set_up(spec, grids, very_large, draws);
  zones_.set_up(spec);
  choice_.set_up(spec, static_cast<uint32_t>(files.size()), use);
  limits_.set_up(spec, total_bytes, max_length, asynchronous);
  restart_draws();
}

/// Seeds what has no seed yet after `set_up`, or all of it again.
void IoSource::restart_draws() {
  // Writes that are verified are as long as reads: whoever reads them back in a job of its own draws alike
  // (seen with fio 3.33).
  const bool alike = spec_->verify.method != VerifyMethod::kNone;
  Stream length_streams[kDirections] = {Stream::kBlockSizeRead,
                                        alike ? Stream::kBlockSizeRead : Stream::kBlockSizeWrite};
  // Trims before writes draw as the writes do (seen with fio 3.33).
  if (has_trims(spec_->workload)) {
    length_streams[0] = trims_first_ ? Stream::kBlockSizeWrite : Stream::kBlockSizeTrim;
  }
  const bool wide = spec_->generate.generator == RandomGenerator::kTausworthe64;
  for (int direction = 0; direction < kDirections; ++direction) {
    lengths_[direction].restart(stream_seed(*spec_, length_streams[direction]), wide);
    percent_draws_[direction].seed(stream_seed(*spec_, Stream::kPercentageRandom), false);
  }
  random_.restart();
  choice_.restart(*spec_);
}

bool IoSource::wants_random(Direction direction) {
  const auto index = static_cast<int>(direction);
  const uint32_t percent = 100U - spec_->generate.sequential_percent[index];
  if (percent == 100) return true;
  return 1 + percent_draws_[index].below(100) <= percent;
}

bool IoSource::random_offset(SourceFileState& state, NextIo& io, uint64_t& offset) {
  if (random_.next(state, io.direction, offset)) return true;
  if (!spec_->time_based && !is_skewed(spec_->generate.service)) return false;
  restart_file(*spec_, state);
  io.wrapped = true;
  return random_.next(state, io.direction, offset);
}

bool IoSource::sequential_offset(SourceFileState& state, NextIo& io, uint64_t& offset) {
  uint64_t& last_end = state.last_end[static_cast<int>(io.direction)];
  if (spec_->time_based && files_.size() == 1 && last_end >= state.end_bytes()) {
    last_end = state.later_start_bytes();
    io.wrapped = true;
  }
  return next_sequential(state, io.direction, spec_->generate.hole_bytes, offset);
}

/// Whether it is the turn of a random one.
bool IoSource::count_to_random() {
  until_random_ -= 1;
  if (until_random_ != 0) return false;
  until_random_ = spec_->generate.random_every == 0 ? 1 : spec_->generate.random_every;
  return true;
}

/// Of a random workload, the one in `random_every` that is random, unless `percentage_random` says otherwise.
bool IoSource::choose_offset(SourceFileState& state, NextIo& io, bool& random) {
  const GenerateSpec& generate = spec_->generate;
  uint64_t offset = 0;
  random = false;
  if (count_to_random()) {
    random = is_random(spec_->workload) && wants_random(io.direction);
    marks_ = marks_ && random;
    if (random) {
      if (!random_offset(state, io, offset)) return false;
    } else if (!sequential_offset(state, io, offset)) {
      if (!is_random(spec_->workload) || !random_offset(state, io, offset)) return false;
    }
    return settle(state, io, offset);
  }
  marks_ = false;
  if (generate.sequencer == Sequencer::kIdentical) {
    const auto index = static_cast<int>(io.direction);
    offset = state.has_start[index] ? state.last_start[index] - state.start_bytes : 0;
  } else if (!sequential_offset(state, io, offset)) {
    if (!random_offset(state, io, offset)) return false;
  }
  return settle(state, io, offset);
}

/// The offset in the file; false: beyond what the job may touch.
bool IoSource::settle(const SourceFileState& state, NextIo& io, uint64_t offset) {
  if (offset >= state.file.range_bytes) return false;
  io.offset = state.start_bytes + offset;
  return io.offset < state.file.real_bytes;
}

bool IoSource::place(SourceFileState& state, NextIo& io) {
  const auto index = static_cast<int>(io.direction);
  if (zones_.on()) zones_.enter(state, io.direction);
  if (trims_first_ && is_random(spec_->workload) && io.direction == Direction::kWrite) {
    return write_where_trimmed(state, io);
  }
  bool random = false;
  if (!choose_offset(state, io, random)) return false;
  const int lengths = spec_->generate.bs_is_seq_rand ? static_cast<int>(random) : index;
  const uint64_t end = state.end_bytes();
  io.length = lengths_[lengths].next(end > io.offset ? end - io.offset : 0);
  if (io.length == 0 || io.offset + io.length > state.file.real_bytes) return false;
  if (mapped_ && marks_) {
    // In blocks of the direction's own shortest length, as seen with fio 3.33 where the two differ.
    const uint32_t block_bytes = lengths_[index].min_bytes();
    const uint64_t block = (io.offset - state.start_bytes) / block_bytes;
    const uint64_t wanted = (io.length + block_bytes - 1) / block_bytes;
    const uint64_t marked = state.map.claim_run(block, wanted);
    if (marked * block_bytes < io.length) io.length = static_cast<uint32_t>(marked * block_bytes);
  }
  note_position(state, io);
  return true;
}

void IoSource::note_position(SourceFileState& state, const NextIo& io) const {
  const auto index = static_cast<int>(io.direction);
  state.last_start[index] = io.offset;
  state.has_start[index] = true;
  state.last_end[index] = io.offset + io.length;
  state.trimmed = trims_first_ && io.direction == Direction::kRead;
}

/// What was drawn for the trim. As in fio 3.33 that counts from where the range, or its zone, begins: only of
/// one that begins with the file it is what was trimmed.
bool IoSource::write_where_trimmed(SourceFileState& state, NextIo& io) {
  constexpr auto kTrim = static_cast<int>(Direction::kRead);
  // It has its turn in `rw=randtrimwrite:N`, and nothing is drawn for it.
  count_to_random();
  if (!state.has_start[kTrim] || !settle(state, io, state.last_start[kTrim])) return false;
  io.length = static_cast<uint32_t>(state.last_end[kTrim] - state.last_start[kTrim]);
  if (io.offset + io.length > state.file.real_bytes) return false;
  note_position(state, io);
  return true;
}

Direction IoSource::choose_direction(const SourceFileState& state, uint32_t due) {
  if (trims_first_) return trim_or_write(state);
  if (has_trims(spec_->workload)) return Direction::kRead;
  if (!is_mixed(spec_->workload)) return has_writes(spec_->workload) ? Direction::kWrite : Direction::kRead;
  const Direction chosen = mix_.choose();
  if ((due >> static_cast<uint32_t>(chosen) & 1U) != 0) return chosen;
  return chosen == Direction::kRead ? Direction::kWrite : Direction::kRead;
}

bool IoSource::next(NextIo& io, uint32_t due) {
  if (!limits_.may_issue() || limits_.pass_is_over()) return false;
  io.wrapped = false;
  while (choice_.next(io.file)) {
    io.direction = choose_direction(files_[io.file], due);
    if (place(files_[io.file], io)) {
      mix_.issued(io.direction);
      zones_.issued(io.length);
      limits_.issued(io.length, trims_first_ && io.direction == Direction::kRead);
      marks_ = true;
      return true;
    }
    if (is_skewed(spec_->generate.service)) {
      // A skewed choice does without the notion of a file that is done: the file begins again, and the next
      // choice may be another one.
      begin_again(files_[io.file]);
      choice_.close(io.file);
    } else {
      choice_.finish(io.file);
    }
    if (open_ != nullptr) open_->finish(io.file);
  }
  return false;
}

void IoSource::begin_again(SourceFileState& state) const {
  state.start_bytes = state.later_start_bytes();
  state.start_positions();
  restart_file(*spec_, state);
}

bool IoSource::start_pass() {
  // It would begin where the files end, and nothing is there.
  if (spec_->files.appends && !spec_->time_based) return false;
  if (!limits_.start_pass(choice_.all_done())) return false;
  if (deep_) marks_ = true;
  for (SourceFileState& state : files_) begin_again(state);
  choice_.start_pass();
  zones_.start_pass();
  mix_.start_pass(*spec_);
  if (spec_->randrepeat && !spec_->randseed_given) restart_draws();
  return true;
}

}  // namespace vfload

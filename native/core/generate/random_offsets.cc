#include "core/generate/random_offsets.h"

#include "core/generate/access_zones.h"
#include "core/offset/policy.h"
#include "core/offset/seeds.h"

namespace vfload {

namespace {

bool is_skewed(Distribution distribution) {
  return distribution == Distribution::kZipf || distribution == Distribution::kPareto ||
         distribution == Distribution::kNormal;
}

uint32_t skew_seed(const JobSpec& spec, const SourceFileState& state) {
  const uint64_t seed = uint64_t{name_hash(state.file.name)} * spec.job_number;
  const uint64_t offset_seed = stream_seed(spec, Stream::kOffset);
  if (spec.compat != FioCompat::k333) return static_cast<uint32_t>(seed * offset_seed);
  // Before 3.35 a seed of the user's own makes the name not count.
  return static_cast<uint32_t>(spec.randseed_given || !spec.randrepeat ? offset_seed : seed);
}

}  // namespace

bool keeps_map(const JobSpec& spec) {
  const GenerateSpec& generate = spec.generate;
  for (int direction = 0; direction < kDirections; ++direction) {
    const uint32_t align = generate.align_bytes[direction];
    if (align != 0 && align != shortest_io(spec, direction)) return false;
  }
  return is_random(spec.workload) && !spec.norandommap && generate.generator != RandomGenerator::kLfsr &&
         generate.distribution == Distribution::kUniform;
}

void set_up_draws_of_file(const JobSpec& spec, const BlockGrid& grid, SourceFileState& state,
                          const SourceFileState* like) {
  const GenerateSpec& generate = spec.generate;
  if (is_skewed(generate.distribution)) {
    const uint64_t choices = (state.file.range_bytes + grid.length_bytes - 1) / grid.length_bytes;
    state.skewed.set_up(
        {generate.distribution, choices, generate.distribution_value, generate.distribution_center, true},
        skew_seed(spec, state), like == nullptr ? nullptr : &like->skewed);
  } else if (generate.generator == RandomGenerator::kLfsr) {
    state.lfsr.set_up(state.drawn_bytes / grid.length_bytes, stream_seed(spec, Stream::kOffset));
  }
}

void restart_file(const JobSpec& spec, SourceFileState& state) {
  if (keeps_map(spec)) state.map.clear();
  if (spec.generate.generator == RandomGenerator::kLfsr) {
    state.lfsr.restart(stream_seed(spec, Stream::kOffset));
  }
}

void RandomOffsets::set_up(const JobSpec& spec, const BlockGrid (&grids)[kDirections], bool very_large,
                           DrawLog* log) {
  spec_ = &spec;
  log_ = log != nullptr && log->is_open() ? log : nullptr;
  // Above 2^32 blocks fio 3.33 draws 32 bits all the same (offset/policy.h).
  wide_ = spec.generate.generator == RandomGenerator::kTausworthe64 ||
          (very_large && spec.compat != FioCompat::k333);
  for (int direction = 0; direction < kDirections; ++direction) grids_[direction] = grids[direction];
  restart();
}

void RandomOffsets::restart() {
  draws_.seed(stream_seed(*spec_, Stream::kOffset), wide_);
  zone_draws_.seed(stream_seed(*spec_, Stream::kZones), false);
}

uint64_t RandomOffsets::draw_below(uint64_t places) {
  const uint64_t value = draws_.next();
  if (log_ != nullptr) log_->drew(value);
  return draws_.below(places, value);
}

/// False: a round of the register has given every block.
bool RandomOffsets::draw_place(SourceFileState& state, Direction direction, uint64_t places,
                               uint64_t& place) {
  const GenerateSpec& generate = spec_->generate;
  const auto index = static_cast<int>(direction);
  if (is_skewed(generate.distribution)) {
    place = state.skewed.next();
    return true;
  }
  BlockSpan span = {0, places};
  if (generate.distribution != Distribution::kUniform) {
    span = choose_access_zone(generate.access_zones[index],
                              generate.distribution == Distribution::kZonedAbsolute, places,
                              grids_[index].align_bytes, zone_draws_);
  }
  if (generate.generator == RandomGenerator::kLfsr) {
    // The register knows no zones: it gives a block of the whole range, counted from where the zone begins.
    if (!state.lfsr.next(place)) return false;
  } else {
    place = draw_below(span.count);
  }
  place += span.first;
  return true;
}

bool RandomOffsets::next(SourceFileState& state, Direction direction, uint64_t& offset) {
  const BlockGrid& grid = grids_[static_cast<int>(direction)];
  const uint64_t places = grid.places(state.drawn_bytes);
  if (places == 0) return false;
  uint64_t place = 0;
  if (!draw_place(state, direction, places, place)) return false;
  if (keeps_map(*spec_)) {
    const uint64_t drawn = place;
    const bool found = state.map.find(drawn, place);
    if (log_ != nullptr && (!found || place != drawn)) log_->was_taken(drawn);
    if (!found) return false;
  }
  offset = place * grid.align_bytes;
  return true;
}

}  // namespace vfload

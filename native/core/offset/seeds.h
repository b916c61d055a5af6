// Where the random generators of a job get their seeds (fio-semantics 3.4).
#pragma once

#include <cstdint>

#include "core/job/spec.h"

namespace vfload {

/// The purposes that fio seeds generators for. The values are places in fio's seed table.
enum class Stream : uint32_t {
  kBlockSizeRead = 0,
  kBlockSizeWrite = 1,
  kBlockSizeTrim = 2,
  kVerify = 3,
  kMix = 4,   ///< direction of a mixed job
  kFile = 5,  ///< choice among several files
  kOffset = 6,
  kBuffers = 9,  ///< contents of write buffers
  kPercentageRandom = 10,
  kStartDelay = 13,
  kPoissonRead = 15,
  kZones = 16,  ///< of `random_distribution=zoned`
  kPoissonWrite = 17,
  kPoissonTrim = 18,
};

/// fio's default `randseed`.
inline constexpr uint64_t kDefaultRandseed = 0x89;

/// The seed of one of a job's generators. 64-bit generators take all of it, 32-bit ones the low half.
///
/// Three cases, by what the user gave:
/// - `randseed_given`: `randseed` goes through the seed table.
/// - not given, `randrepeat`: `kDefaultRandseed` goes through the table; `JobSpec::randseed` is not looked
/// at.
/// - not given, `randrepeat` off: `JobSpec::randseed` holds entropy, fresh for every run, which whoever fills
/// in the
///   JobSpec has drawn; it goes through the table like a given one. The core itself never draws entropy, so
///   that a result can say which seed it had.
///
/// The version break at fio 3.35: before it, offsets of a job with `randrepeat` have a seed of their own that
/// depends on the job's number only, whatever `randseed` is. With one exception there: of a job with a given
/// randseed the clones that `numjobs` makes, but not the first one, honour it (seen with fio 3.33). Who fills
/// in the JobSpec of such a clone says `randrepeat = false`, which means just that.
inline uint64_t stream_seed(const JobSpec& spec, Stream stream) {
  constexpr uint64_t kMultiplier = 0x9e370001ULL;
  constexpr uint64_t kOldOffsetSeed = 0xb1899bedULL;
  const auto place = static_cast<uint32_t>(stream);
  if (stream == Stream::kOffset && spec.compat == FioCompat::k333 && spec.randrepeat) {
    return kOldOffsetSeed * spec.job_number;
  }
  if (spec.generate.all_repeat && spec.compat == FioCompat::k333) {
    return kOldOffsetSeed * spec.job_number + place;
  }
  const bool fixed = !spec.randseed_given && spec.randrepeat;
  uint64_t seed = fixed ? kDefaultRandseed : spec.randseed;
  for (uint32_t step = 0; step < 4 + place; ++step) seed *= kMultiplier;
  return seed * spec.job_number + place;
}

}  // namespace vfload

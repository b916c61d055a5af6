// What a job says about which I/O comes next, beyond workload, size and seed: plain data, filled in before
// the fork. All zeros: nothing beyond those.
#pragma once

#include <cstdint>

namespace vfload {

/// fio's `random_generator=`.
enum class RandomGenerator : uint8_t { kTausworthe, kLfsr, kTausworthe64 };

/// fio's `random_distribution=`.
enum class Distribution : uint8_t { kUniform, kZipf, kPareto, kNormal, kZoned, kZonedAbsolute };

/// fio's `rw_sequencer=`: what the I/Os between two random ones do.
enum class Sequencer : uint8_t { kSequential, kIdentical };

/// fio's `file_service_type=`.
enum class FileService : uint8_t { kRoundRobin, kSequential, kRandom, kZipf, kPareto, kNormal };

inline constexpr uint32_t kMaxSplits = 64;
inline constexpr uint32_t kMaxAccessZones = 64;
inline constexpr int kGenerateDirections = 2;  ///< reads and writes, as kDirections

/// An entry of `bssplit`. Entries are in ascending order of `percent`.
struct BlockSplit {
  uint32_t bytes;
  uint32_t percent;
};

/// The lengths of one direction.
struct LengthSpec {
  uint32_t min_bytes;  ///< 0: `JobSpec::block_size` is all there is
  uint32_t max_bytes;
  uint32_t split_count;  ///< 0: a range
  BlockSplit split[kMaxSplits];
};

/// An entry of `random_distribution=zoned` or `zoned_abs`.
struct AccessZone {
  uint64_t size;    ///< percent of the range, or bytes
  uint32_t access;  ///< percent of the I/Os
};

struct AccessZonesSpec {
  uint32_t count;
  AccessZone zone[kMaxAccessZones];
};

/// Where the most frequent choice of a distribution lies.
struct Center {
  bool given;
  double share;  ///< of the range, 0 to 1
};

struct GenerateSpec {
  bool wanted;  ///< whether anything here is not zero
  LengthSpec lengths[kGenerateDirections];
  uint32_t shortest_bytes;  ///< of all directions, also of one that is not among them; 0: of those
  uint32_t align_bytes[kGenerateDirections];        ///< `blockalign`; 0: the smallest length of the direction
  uint8_t sequential_percent[kGenerateDirections];  ///< 100 - `percentage_random`
  bool bs_unaligned;
  bool bs_is_seq_rand;  ///< sequential I/Os take the lengths of reads, random ones those of writes
  bool all_repeat;      ///< `allrandrepeat`, which fio before 3.35 has a seed table of its own for
  RandomGenerator generator;
  Distribution distribution;
  double distribution_value;  ///< theta, power or deviation
  Center distribution_center;
  AccessZonesSpec access_zones[kGenerateDirections];
  Sequencer sequencer;
  uint32_t random_every;  ///< `rw=randread:N`: one random offset in N I/Os; 0 and 1: each
  int64_t hole_bytes;     ///< `rw=read:X`: added to each sequential offset
  FileService service;
  uint32_t service_ios;  ///< I/Os to a file before the next one is chosen; 0: 1
  double service_value;  ///< theta, power or deviation
  Center service_center;
  uint32_t loops;       ///< 0: 1
  uint64_t io_size;     ///< bytes; 0: `size`
  uint64_t pass_bytes;  ///< after which an engine that completes later begins another pass; 0: `size`
  uint64_t number_ios;  ///< 0: no such limit
  bool strided;         ///< `zonemode=strided`
  uint64_t zone_size;   ///< bytes of I/O before the next zone
  uint64_t zone_range;  ///< bytes of a zone
  int64_t zone_skip;    ///< bytes between two zones
};

}  // namespace vfload

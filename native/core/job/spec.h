// What a job is asked to do: plain data, filled in before the fork, read-only after it. Texts and long lists
// lie outside, in memory that outlives the job (Work::arena): most jobs have none of them. TypeScript has
// validated every value (lib/options); the core only asserts.
#pragma once

#include <cstdint>

#include "core/fill/fill_spec.h"
#include "core/flow/flow_unit.h"
#include "core/generate/generate_spec.h"
#include "core/job/engine_spec.h"
#include "core/job/errors_spec.h"
#include "core/job/files_spec.h"
#include "core/job/process_spec.h"
#include "core/log/log_spec.h"
#include "core/pace/pacing_spec.h"
#include "core/replay/replay_spec.h"
#include "core/verify/verify_spec.h"

namespace vfload {

/// fio's data directions. The values index per-direction arrays. No job both reads and trims: in one that
/// trims (has_trims() in offset/policy.h), kRead stands for its trims.
enum class Direction : uint8_t { kRead = 0, kWrite = 1 };
inline constexpr int kDirections = 2;

/// fio's `rw=`.
enum class Workload : uint8_t {
  kRead,
  kWrite,
  kRandRead,
  kRandWrite,
  kReadWrite,
  kRandReadWrite,
  kTrim,
  kRandTrim,
  kTrimWrite,  ///< each block is trimmed before it is written
  kRandTrimWrite
};

/// fio's `fadvise_hint=`: what the kernel is told after each open (fio-semantics 2.3).
enum class FadviseHint : uint8_t { kNone, kByWorkload, kRandom, kSequential };

/// Which fio's version-dependent behaviour is followed (`--fio-compat`).
enum class FioCompat : uint8_t { k333, kCurrent };

/// What becomes of a write buffer before a write (fio-semantics 3.11): kFixed leaves what FillSpec::base
/// says, kRefill makes it anew as FillSpec says, kZero is zeros.
enum class BufferFill : uint8_t { kScramble, kFixed, kRefill, kZero };

/// Of texts, with their ends.
inline constexpr uint32_t kMaxNameBytes = 256;
inline constexpr uint32_t kMaxPathBytes = 4096;
inline constexpr uint32_t kMaxCpus = 1024;
inline constexpr uint32_t kMaxDepth = 65536;

struct JobSpec {
  const char* name = "";           ///< reported name
  const char* directory = "";      ///< absolute path of the measured directory
  const char* filename = "";       ///< a plain name inside `directory`: no '/'; see `files` for several
  const char* iolog_path = "";     ///< write_iolog (v3), absolute; empty: off
  const char* draw_log_path = "";  ///< where random draws are told, absolute; empty: nowhere
  bool iolog_continued;            ///< what the iolog has already stays
  LogSpec logs;
  uint32_t engine;  ///< index in the engine table (engine/table.h)
  Workload workload;
  FadviseHint fadvise_hint;
  FioCompat compat;
  BufferFill buffer_fill;
  FillSpec fill;
  uint8_t rwmixread;  ///< percent of reads in a mixed workload
  bool direct;
  bool invalidate;
  bool time_based;
  bool norandommap;
  bool randrepeat;
  bool randseed_given;  ///< a given seed is honoured as fio does per version (fio-semantics 3.4)
  bool end_fsync;
  bool registerfiles;                   ///< io_uring: the file is registered with the ring
  bool fixedbufs;                       ///< io_uring: the buffers are registered with the ring
  bool latency_buckets;                 ///< lat_percentiles or slat_percentiles
  bool serialize_overlap;               ///< an I/O waits for those in flight on bytes of its own
  bool offload;                         ///< `io_submit_mode=offload`: threads do the I/Os
  bool thread;                          ///< `thread=1`: the jobs of the run are threads of one process
  uint32_t block_size;                  ///< bytes; of the longest I/O (bs, where all are as long)
  uint32_t iodepth;                     ///< ignored (1) by synchronous engines
  uint32_t iodepth_batch_complete_min;  ///< 0: polls
  uint32_t iodepth_batch_complete_max;  ///< below the minimum: the minimum
  uint32_t iodepth_batch;               ///< I/Os submitted at once; 0: one by one
  uint32_t iodepth_low;                 ///< 0: as deep as it gets
  uint32_t fsync;                       ///< fsync after every N writes; 0: never
  uint32_t fdatasync;                   ///< fdatasync after every N writes; 0: never
  uint32_t sync_range;                  ///< sync_file_range after every N writes; 0: never
  uint32_t sync_range_flags;            ///< SYNC_FILE_RANGE_* of it
  uint32_t job_number;                  ///< fio's thread_number, from 1; enters every seed
  uint32_t bwavgtime_ms;                ///< period of the bandwidth samples
  uint32_t iopsavgtime_ms;
  uint64_t size;        ///< bytes of the file's range that are worked on
  uint64_t offset;      ///< bytes; start of that range
  uint64_t runtime_ns;  ///< 0: until `size` is done
  uint64_t ramp_ns;
  uint64_t randseed;
  EngineSpec engine_options;
  FilesSpec files;
  GenerateSpec generate;  ///< which I/O comes next, where more than the above is asked for
  PacingSpec pacing;      ///< when I/Os are issued (pace/)
  FlowSpec flow;          ///< with which other jobs it is held at a ratio (flow/)
  ReplaySpec replay;      ///< the I/Os themselves, where they come from a log
  ErrorsSpec errors;      ///< which failing I/Os the job lives with
  ProcessSpec process;
  VerifySpec verify;  ///< whether data is what was written (verify/)
  bool cpus_given;
  uint64_t cpus_allowed[kMaxCpus / 64];  ///< bit n: CPU n
};

}  // namespace vfload

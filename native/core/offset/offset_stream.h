// The offsets and directions that a job will have, without running it: for tests, and for users who ask.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "core/job/spec.h"

namespace vfload {

/// Zeroed memory that `write_offset_stream` needs, in bytes.
size_t offset_stream_memory_bytes(const JobSpec& spec, uint64_t file_bytes);

/// Writes the file offsets (bytes) and directions of the job's first I/Os on a file of `file_bytes`, in order
/// of issue. From the policies that the loop runs with. `memory`: zeroed, 8-byte aligned,
/// `offset_stream_memory_bytes` long. `offsets` and `directions` are equally long. Returns how many I/Os
/// there are: fewer than asked for where the job ends before, which one that is time_based never does.
uint64_t write_offset_stream(const JobSpec& spec, uint64_t file_bytes, void* memory,
                             std::span<uint64_t> offsets, std::span<Direction> directions);

}  // namespace vfload

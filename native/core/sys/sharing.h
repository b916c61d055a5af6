// How far apart words must lie that different processes write.
#pragma once

#include <cstddef>

namespace vfload {

/// What one CPU writes in so many bytes slows down another that uses the rest of them ("false sharing"). Two
/// lines of 64 bytes: Intel's prefetcher fetches lines in pairs, and some arm64 CPUs have lines of this size.
/// What belongs to one writer begins at a multiple of it.
inline constexpr size_t kSharingBytes = 128;

}  // namespace vfload

// The pages of vfload's own machine code.
#pragma once

namespace vfload::sys {

/// Brings all of it into memory. Dropping the system's caches before a run may have put the loop's pages out:
/// the first I/O would then wait for the disk that holds vfload.
void load_own_code();

}  // namespace vfload::sys

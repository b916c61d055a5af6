#include "core/engine/table.h"

#include <cstring>

#include "core/engine/io_uring.h"
#include "core/engine/libaio.h"
#include "core/engine/mmap.h"
#include "core/engine/null.h"
#include "core/engine/psync.h"

namespace vfload {
namespace {

constexpr EngineEntry kEngines[] = {
    {"psync", Psync::kFlags, run_psync},         {"libaio", Libaio::kFlags, run_libaio},
    {"io_uring", IoUring::kFlags, run_io_uring}, {"mmap", Mmap::kFlags, run_mmap},
    {"null", NullAsync::kFlags, run_null},
};

}  // namespace

std::span<const EngineEntry> engine_table() { return kEngines; }

int find_engine(const char* name) {
  for (size_t i = 0; i < std::size(kEngines); ++i) {
    if (strcmp(kEngines[i].name, name) == 0) return static_cast<int>(i);
  }
  return -1;
}

}  // namespace vfload

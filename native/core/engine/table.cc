#include "core/engine/table.h"

#include <cstring>

#include "core/engine/falloc.h"
#include "core/engine/file_operation.h"
#include "core/engine/io_uring.h"
#include "core/engine/libaio.h"
#include "core/engine/mmap.h"
#include "core/engine/null.h"
#include "core/engine/posixaio.h"
#include "core/engine/psync.h"
#include "core/engine/pvsync.h"
#include "core/engine/sync.h"
#include "core/engine/vsync.h"

namespace vfload {
namespace {

constexpr EngineEntry kEngines[] = {
    {"psync", Psync::kFlags, run_psync},
    {"sync", Sync::kFlags, run_sync},
    {"pvsync", Pvsync::kFlags, run_pvsync},
    {"pvsync2", Pvsync2::kFlags, run_pvsync2},
    {"vsync", Vsync::kFlags, run_vsync},
    {"libaio", Libaio::kFlags, run_libaio},
    {"io_uring", IoUring::kFlags, run_io_uring},
    {"posixaio", PosixAio::kFlags, run_posixaio, load_posixaio},
    {"mmap", Mmap::kFlags, run_mmap},
    {"null", NullAsync::kFlags, run_null},
    {"falloc", Falloc::kFlags, run_falloc},
    {"ftruncate", Ftruncate::kFlags, run_ftruncate},
    {"filecreate", FileOperation<FileDeed::kCreateFile>::kFlags, run_filecreate},
    {"filestat", FileOperation<FileDeed::kStatFile>::kFlags, run_filestat},
    {"filedelete", FileOperation<FileDeed::kDeleteFile>::kFlags, run_filedelete},
    {"dircreate", FileOperation<FileDeed::kCreateDirectory>::kFlags, run_dircreate},
    {"dirstat", FileOperation<FileDeed::kStatDirectory>::kFlags, run_dirstat},
    {"dirdelete", FileOperation<FileDeed::kDeleteDirectory>::kFlags, run_dirdelete},
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

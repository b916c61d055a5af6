// filecreate, filestat, filedelete and their likes for directories: the opening of a file is what is
// measured, and no file's data is touched (fio-semantics A). I/Os that follow are counted and do nothing.
#pragma once

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include <cerrno>

#include "core/engine/engine.h"
#include "core/job/open_files.h"
#include "core/sys/rw.h"
#include "core/sys/syscall.h"

namespace vfload {

enum class FileDeed : uint8_t {
  kCreateFile,
  kStatFile,
  kDeleteFile,
  kCreateDirectory,
  kStatDirectory,
  kDeleteDirectory
};

template <FileDeed kDeed>
class FileOperation {
 public:
  static constexpr EngineFlags kFlags{
      .synchronous = true, .moves_data = false, .offloads = false, .lean = false, .opens_are_measured = true};

  int set_up(const EngineSetup& setup) {
    stat_type_ = setup.spec->engine_options.stat_type;
    return 0;
  }

  /// Before anything is measured: what is to be looked at or removed is there. 0 or an errno (positive).
  int prepare_files(const OpenFiles& files) {
    if constexpr (kDeed != FileDeed::kStatDirectory && kDeed != FileDeed::kDeleteDirectory) return 0;
    for (uint32_t index = 0; index < files.count(); ++index) {
      const long result = sys::call(SYS_mkdirat, files.directory(), files.file(index).path, kDirectoryMode);
      if (result < 0 && result != -EEXIST) return static_cast<int>(-result);
    }
    return 0;
  }

  /// Does what the engine is for with one of the files. A descriptor, OpenFiles::kNoDescriptor, or minus an
  /// errno.
  int open(int directory, const char* path) {
    if constexpr (kDeed == FileDeed::kCreateFile) {
      return static_cast<int>(
          sys::call(SYS_openat, directory, path, O_CREAT | O_RDWR | O_CLOEXEC, kFileMode));
    } else {
      const long result = act(directory, path);
      return result < 0 ? static_cast<int>(result) : OpenFiles::kNoDescriptor;
    }
  }

  int attach(int fd) {
    fd_ = fd;
    return 0;
  }

  template <Direction D>
  long transfer(IoUnit& unit) {
    return unit.length;
  }

  /// As in fio: counted, and nothing else.
  long sync(bool) { return 0; }
  long sync_range(const SyncedRange&) { return 0; }

  void tear_down() {}

 private:
  static constexpr unsigned kFileMode = 0600;
  static constexpr unsigned kDirectoryMode = 0700;

  long act(int directory, const char* path) const {
    if constexpr (kDeed == FileDeed::kDeleteFile) return sys::call(SYS_unlinkat, directory, path, 0);
    if constexpr (kDeed == FileDeed::kDeleteDirectory) {
      return sys::call(SYS_unlinkat, directory, path, AT_REMOVEDIR);
    }
    if constexpr (kDeed == FileDeed::kCreateDirectory) {
      return sys::call(SYS_mkdirat, directory, path, kDirectoryMode);
    }
    if (stat_type_ == StatType::kStatx) {
      struct statx facts;
      return sys::call(SYS_statx, directory, path, AT_STATX_SYNC_AS_STAT, STATX_ALL, &facts);
    }
    struct stat facts;
    const int flags = stat_type_ == StatType::kLstat ? AT_SYMLINK_NOFOLLOW : 0;
    return sys::call(SYS_newfstatat, directory, path, &facts, flags);
  }

  int fd_ = -1;
  StatType stat_type_ = StatType::kStat;
};

}  // namespace vfload

#include "core/file/directory_facts.h"

#include <sys/statfs.h>
#include <sys/statvfs.h>

#include <cstring>

#include "core/sys/file.h"
#include "core/sys/proc_text.h"

namespace vfload {

namespace {

/// The line "mnt_id:\t25" of /proc/self/fdinfo: known to every kernel since 3.15, unlike statx's.
uint64_t mount_id_of(int fd) {
  char path[64];
  sys::TextWriter(path, sizeof path).text("/proc/self/fdinfo/").number(static_cast<uint64_t>(fd));
  char text[512];
  if (sys::read_text(path, text, sizeof text) < 0) return 0;
  const char* at = strstr(text, "mnt_id:");
  if (at == nullptr) return 0;
  at += strlen("mnt_id:");
  while (*at == ' ' || *at == '\t') ++at;
  uint64_t id = 0;
  for (; *at >= '0' && *at <= '9'; ++at) id = id * 10 + static_cast<uint64_t>(*at - '0');
  return id;
}

constexpr unsigned kStatxUniqueMountId = 0x4000;  // STATX_MNT_ID_UNIQUE, Linux 6.8

/// 0 where the kernel does not know it.
uint64_t unique_mount_id_of(int fd) {
  struct statx raw;
  if (sys::call(SYS_statx, fd, "", AT_EMPTY_PATH, kStatxUniqueMountId, &raw) < 0) return 0;
  return (raw.stx_mask & kStatxUniqueMountId) != 0 ? raw.stx_mnt_id : 0;
}

}  // namespace

int gather_directory_facts(int directory, DirectoryFacts* facts) {
  sys::FileFacts file;
  int error = sys::facts_of(directory, &file);
  if (error < 0) return error;
  facts->device_major = file.device_major;
  facts->device_minor = file.device_minor;
  facts->mount_id = mount_id_of(directory);
  facts->unique_mount_id = unique_mount_id_of(directory);
  char link[64];
  sys::TextWriter(link, sizeof link).text("/proc/self/fd/").number(static_cast<uint64_t>(directory));
  const long length = sys::call(SYS_readlink, link, facts->real_path, sizeof facts->real_path - 1);
  if (length > 0) facts->real_path[length] = '\0';
  struct statfs raw = {};
  error = static_cast<int>(sys::call(SYS_fstatfs, directory, &raw));
  if (error < 0) return error;
  const auto unit = static_cast<uint64_t>(raw.f_frsize != 0 ? raw.f_frsize : raw.f_bsize);
  facts->total_bytes = unit * raw.f_blocks;
  facts->free_bytes = unit * raw.f_bavail;
  facts->block_size = static_cast<uint64_t>(raw.f_bsize);
  facts->write_error = (static_cast<unsigned long>(raw.f_flags) & ST_RDONLY) != 0 ? EROFS : 0;
  return 0;
}

}  // namespace vfload

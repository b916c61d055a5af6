// A job's files, and what is done with them besides I/O: plain data, filled in before the fork.
#pragma once

#include <cstdint>

namespace vfload {

/// A file and the part of it that the job works on. The texts are as long-lived as the list.
struct JobFile {
  /// What is opened: a plain name inside JobSpec::directory, or with FilesSpec::anywhere an absolute path.
  const char* path;
  /// What fio would call it: in iologs, and in the seeds that come from names.
  const char* name;
  uint64_t start_bytes;
  uint64_t range_bytes;
  uint64_t real_bytes;  ///< of the whole file, as it was when the job was planned, with what is laid out
  /// By so much later than at `start_bytes` the range of further passes begins: fio takes the share that
  /// `offset` asks for of a file that is not there yet, and again once it is.
  uint64_t later_skip_bytes;
};

/// fio's `sync=`: flags of the open.
enum class WriteThrough : uint8_t { kNone, kSync, kDataSync };

/// fio's `write_hint=`; the values are the kernel's RWH_WRITE_LIFE_*.
enum class WriteHint : uint8_t { kNotGiven, kNone, kShort, kMedium, kLong, kExtreme };

struct FilesSpec {
  /// nullptr: one file, JobSpec::filename in JobSpec::directory.
  const JobFile* list;
  uint32_t count;
  uint32_t open_limit;  ///< fio's `openfiles`: so many are open at a time; 0: all
  /// fio's own treatment of files: any path, links are followed. Else a plain name in the measured directory.
  bool anywhere;
  WriteThrough write_through;
  WriteHint write_hint;
  bool create_on_open;    ///< jobs that only read create their files, too
  bool forbids_creating;  ///< `allow_file_create=0`
  bool pre_read;          ///< the ranges are read before the release, and not dropped at the open
  bool fills_device;      ///< the end of the space is the end of the job, and no error
  bool appends;           ///< to what was there: a second pass would begin where the file ends
  bool fsync_on_close;
  bool unlink;            ///< when the job ends
  bool unlink_each_loop;  ///< at the end of each pass but the last
};

}  // namespace vfload

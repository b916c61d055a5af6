// What a bare loop is asked to do. Command line: FILE[,FILE...] BYTES read|randread IODEPTH [IOS
// [MILLISECONDS]]. With IOS (0: all) it ends after so many, which shows what start and end cost; with a time
// it begins anew until that is over (psync only). Each of several files has a process of its own.
#pragma once

#include <fcntl.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "clock.h"
#include "jobs.h"
#include "offsets.h"

namespace bare {

struct Work {
  int fd;
  uint64_t bytes;
  bool random;
  unsigned depth;
  uint64_t runtime_ns;  ///< 0: every offset once
  std::vector<uint64_t> offsets;
};

[[noreturn]] inline void fail(const char* what) {
  perror(what);
  exit(1);
}

/// Opens the file as fio does, and calibrates the clock. Returns when all jobs are ready.
inline Work prepare(int count, char** arguments) {
  if (count < 5) {
    fprintf(stderr, "usage: %s FILE BYTES read|randread IODEPTH [IOS]\n", arguments[0]);
    exit(2);
  }
  Work work = {};
  const Jobs jobs(arguments[1]);
  work.fd = open(jobs.file().c_str(), O_RDONLY | O_CLOEXEC);
  if (work.fd < 0) fail(jobs.file().c_str());
  work.bytes = strtoull(arguments[2], nullptr, 10);
  work.random = strcmp(arguments[3], "randread") == 0;
  work.depth = static_cast<unsigned>(atoi(arguments[4]));
  posix_fadvise(work.fd, 0, static_cast<off_t>(work.bytes),
                work.random ? POSIX_FADV_RANDOM : POSIX_FADV_SEQUENTIAL);
  work.offsets = work.random ? random_offsets(work.bytes) : sequential_offsets(work.bytes);
  const uint64_t ios = count > 5 ? strtoull(arguments[5], nullptr, 10) : 0;
  if (ios != 0) work.offsets.resize(ios);
  if (count > 6) work.runtime_ns = strtoull(arguments[6], nullptr, 10) * 1'000'000;
  calibrate();
  jobs.meet();
  return work;
}

/// Page-aligned, written to once, so that no fault is left for the loop.
inline char* buffer(uint64_t bytes) {
  void* const memory = aligned_alloc(kBlockBytes, bytes);
  memset(memory, 1, bytes);
  return static_cast<char*>(memory);
}

}  // namespace bare

// What a bare loop is asked to do. Command line: FILE BYTES read|randread IODEPTH [IOS]; with IOS it ends
// after so many, which shows what start and end cost.
#pragma once

#include <fcntl.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "clock.h"
#include "offsets.h"

namespace bare {

struct Work {
  int fd;
  uint64_t bytes;
  bool random;
  unsigned depth;
  std::vector<uint64_t> offsets;
};

[[noreturn]] inline void fail(const char* what) {
  perror(what);
  exit(1);
}

/// Opens the file as fio does, and calibrates the clock.
inline Work prepare(int count, char** arguments) {
  if (count < 5) {
    fprintf(stderr, "usage: %s FILE BYTES read|randread IODEPTH [IOS]\n", arguments[0]);
    exit(2);
  }
  Work work = {};
  work.fd = open(arguments[1], O_RDONLY | O_CLOEXEC);
  if (work.fd < 0) fail(arguments[1]);
  work.bytes = strtoull(arguments[2], nullptr, 10);
  work.random = strcmp(arguments[3], "randread") == 0;
  work.depth = static_cast<unsigned>(atoi(arguments[4]));
  posix_fadvise(work.fd, 0, static_cast<off_t>(work.bytes),
                work.random ? POSIX_FADV_RANDOM : POSIX_FADV_SEQUENTIAL);
  work.offsets = work.random ? random_offsets(work.bytes) : sequential_offsets(work.bytes);
  if (count > 5) work.offsets.resize(strtoull(arguments[5], nullptr, 10));
  calibrate();
  return work;
}

/// Page-aligned, written to once, so that no fault is left for the loop.
inline char* buffer(uint64_t bytes) {
  void* const memory = aligned_alloc(kBlockBytes, bytes);
  memset(memory, 1, bytes);
  return static_cast<char*>(memory);
}

}  // namespace bare

// The C library's POSIX asynchronous I/O, looked up at run time: before glibc 2.34 it is in a library of its
// own, which an addon that is to load everywhere cannot be linked with.
#pragma once

#include <aio.h>
#include <time.h>

namespace vfload {

struct PosixAioLibrary {
  int (*read)(aiocb*) = nullptr;
  int (*write)(aiocb*) = nullptr;
  int (*fsync)(int, aiocb*) = nullptr;
  int (*error)(const aiocb*) = nullptr;
  ssize_t (*result)(aiocb*) = nullptr;
  int (*suspend)(const aiocb* const*, int, const timespec*) = nullptr;

  bool complete() const {
    return read != nullptr && write != nullptr && fsync != nullptr && error != nullptr && result != nullptr &&
           suspend != nullptr;
  }
};

/// The library, looked up once. Incomplete where there is none. Allocates.
const PosixAioLibrary& posix_aio_library();

}  // namespace vfload

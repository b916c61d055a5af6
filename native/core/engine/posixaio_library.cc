#include "core/engine/posixaio_library.h"

#include <dlfcn.h>

namespace vfload {

namespace {

template <class Function>
void look_up(void* library, const char* name, Function* function) {
  *function = reinterpret_cast<Function>(dlsym(library, name));
}

PosixAioLibrary load() {
  const bool in_libc = dlsym(RTLD_DEFAULT, "aio_read") != nullptr;
  void* const library = in_libc ? RTLD_DEFAULT : dlopen("librt.so.1", RTLD_NOW | RTLD_LOCAL);
  PosixAioLibrary functions;
  if (!in_libc && library == nullptr) return functions;
  look_up(library, "aio_read", &functions.read);
  look_up(library, "aio_write", &functions.write);
  look_up(library, "aio_fsync", &functions.fsync);
  look_up(library, "aio_error", &functions.error);
  look_up(library, "aio_return", &functions.result);
  look_up(library, "aio_suspend", &functions.suspend);
  return functions;
}

}  // namespace

const PosixAioLibrary& posix_aio_library() {
  static const PosixAioLibrary library = load();
  return library;
}

}  // namespace vfload

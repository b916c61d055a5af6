// Preloaded into a Node that embeds the addon: aborts any process that allocates but is not the one that was started.
// Only the allocation functions of glibc that are left have other names here; the C library's own serve them.
#include <dlfcn.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

extern "C" {

void* __libc_malloc(size_t bytes);
void* __libc_calloc(size_t count, size_t bytes);
void* __libc_realloc(void* memory, size_t bytes);
void* __libc_memalign(size_t alignment, size_t bytes);
void __libc_free(void* memory);

static pid_t allowed;

__attribute__((constructor)) static void remember_process() { allowed = getpid(); }

static void check() {
  if (allowed != 0 && getpid() != allowed) {
    signal(SIGABRT, SIG_DFL);
    kill(getpid(), SIGABRT);
  }
}

void* malloc(size_t bytes) {
  check();
  return __libc_malloc(bytes);
}
void* calloc(size_t count, size_t bytes) {
  check();
  return __libc_calloc(count, bytes);
}
void* realloc(void* memory, size_t bytes) {
  check();
  return __libc_realloc(memory, bytes);
}
void* memalign(size_t alignment, size_t bytes) {
  check();
  return __libc_memalign(alignment, bytes);
}
void* aligned_alloc(size_t alignment, size_t bytes) {
  check();
  return __libc_memalign(alignment, bytes);
}
int posix_memalign(void** memory, size_t alignment, size_t bytes) {
  check();
  *memory = __libc_memalign(alignment, bytes);
  return *memory == nullptr ? 12 : 0;
}
void free(void* memory) {
  if (memory != nullptr) check();
  __libc_free(memory);
}

}

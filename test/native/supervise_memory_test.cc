#include <doctest/doctest.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>

#include "core/supervise/child.h"
#include "core/supervise/inherited_memory.h"
#include "core/sys/process.h"
#include "core/sys/shared_memory.h"

using namespace vfload;

namespace {

constexpr size_t kHeapBytes = 64 << 20;

struct Observed {
  size_t shed_bytes;
  bool heap_gone;
  bool stack_intact;
  bool bss_intact;
};

char marker_in_bss[4096];

bool mapped(void* address) {
  unsigned char residency;
  return mincore(address, 1, &residency) == 0;
}

}  // namespace

TEST_CASE("inherited memory: big heaps are given back; stack, data and shared memory stay") {
  auto* observed = static_cast<Observed*>(sys::map_shared(sizeof(Observed)));
  // Between two pages without access, so that the kernel does not merge it with a neighbour that must stay.
  auto* reserved = static_cast<char*>(
      mmap(nullptr, kHeapBytes + 8192, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0));
  char* heap = reserved + 4096;
  REQUIRE(mprotect(heap, kHeapBytes, PROT_READ | PROT_WRITE) == 0);
  memset(heap, 1, 4096);
  memset(marker_in_bss, 7, sizeof marker_in_bss);
  const pid_t child = fork();
  if (child == 0) {
    volatile char on_stack[64];
    for (volatile char& byte : on_stack) byte = 9;
    observed->shed_bytes = shed_inherited_memory();
    observed->heap_gone = !mapped(heap);
    observed->stack_intact = on_stack[0] == 9 && on_stack[63] == 9;
    observed->bss_intact = marker_in_bss[0] == 7 && marker_in_bss[4095] == 7;
    // Children of a process that has shed its memory must be able to run and end.
    const pid_t grandchild = fork_plain();
    if (grandchild == 0) sys::exit_now(0);
    sys::exit_now(sys::reap_within(grandchild, 5'000'000'000).known ? 0 : 1);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
  munmap(reserved, kHeapBytes + 8192);
  if (observed->shed_bytes == 0) {
    MESSAGE("SKIPPED: this build sheds nothing (sanitizer, or not linked with -z now)");
    return;
  }
  CHECK(observed->shed_bytes >= kHeapBytes);
  CHECK(observed->heap_gone);
  CHECK(observed->stack_intact);
  CHECK(observed->bss_intact);
}

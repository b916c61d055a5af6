// A copy out of a mapping in a bare loop.
#include <sys/mman.h>

#include "statistics.h"
#include "work.h"

int main(int count, char** arguments) {
  const bare::Work work = bare::prepare(count, arguments);
  char* const to = bare::buffer(bare::kBlockBytes);
  static bare::Statistics statistics;
  const uint64_t begin_ns = bare::now_ns();
  // Inside the runtime, as for fio, which maps at the first I/O.
  void* const mapping = mmap(nullptr, work.bytes, PROT_READ, MAP_SHARED, work.fd, 0);
  if (mapping == MAP_FAILED) bare::fail("mmap");
  madvise(mapping, work.bytes, work.random ? MADV_RANDOM : MADV_SEQUENTIAL);
  const char* const from = static_cast<const char*>(mapping);
  for (const uint64_t offset : work.offsets) {
    const uint64_t issue_ns = bare::now_ns();
    memcpy(to, from + offset, bare::kBlockBytes);
    // The copy is what is measured: it may not be left out.
    asm volatile("" : : "r"(to) : "memory");
    statistics.add(bare::now_ns() - issue_ns);
  }
  statistics.print(work.offsets.size(), bare::now_ns() - begin_ns);
  return 0;
}

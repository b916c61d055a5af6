// pread(2) in a bare loop.
#include <unistd.h>

#include "statistics.h"
#include "work.h"

int main(int count, char** arguments) {
  const bare::Work work = bare::prepare(count, arguments);
  char* const to = bare::buffer(bare::kBlockBytes);
  static bare::Statistics statistics;
  const uint64_t begin_ns = bare::now_ns();
  for (const uint64_t offset : work.offsets) {
    const uint64_t issue_ns = bare::now_ns();
    if (pread(work.fd, to, bare::kBlockBytes, static_cast<off_t>(offset)) != bare::kBlockBytes) {
      bare::fail("pread");
    }
    statistics.add(bare::now_ns() - issue_ns);
  }
  statistics.print(work.offsets.size(), bare::now_ns() - begin_ns);
  return 0;
}

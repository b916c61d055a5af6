// pread(2) in a bare loop.
#include <unistd.h>

#include "statistics.h"
#include "work.h"

int main(int count, char** arguments) {
  const bare::Work work = bare::prepare(count, arguments);
  char* const to = bare::buffer(bare::kBlockBytes);
  static bare::Statistics statistics;
  const uint64_t begin_ns = bare::now_ns();
  const uint64_t end_ns = work.runtime_ns == 0 ? UINT64_MAX : begin_ns + work.runtime_ns;
  uint64_t done_ns = begin_ns;
  do {
    for (const uint64_t offset : work.offsets) {
      const uint64_t issue_ns = bare::now_ns();
      if (pread(work.fd, to, bare::kBlockBytes, static_cast<off_t>(offset)) != bare::kBlockBytes) {
        bare::fail("pread");
      }
      done_ns = bare::now_ns();
      statistics.add(done_ns - issue_ns);
      if (done_ns >= end_ns) break;
    }
  } while (work.runtime_ns != 0 && done_ns < end_ns);
  statistics.print(statistics.count, done_ns - begin_ns);
  return 0;
}

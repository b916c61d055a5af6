#include "core/supervise/file_size.h"

#include <signal.h>

#include "core/supervise/child.h"
#include "core/sys/file.h"
#include "core/sys/process.h"

namespace vfload {

void ask_file_size(const JobSpec& spec, FileSizeAnswer answer, uint64_t timeout_ns) {
  const pid_t asking = fork_plain();
  if (asking < 0) return;
  if (asking == 0) {
    const int directory = sys::open_directory(spec.directory);
    sys::FileFacts facts;
    if (directory >= 0 && sys::facts_in(directory, spec.filename, &facts) == 0) {
      *answer.size = facts.size;
      *answer.known = true;
    }
    sys::exit_now(0);
  }
  if (sys::reap_within(asking, timeout_ns).gone) return;
  sys::call(SYS_kill, asking, SIGKILL);
  sys::reap_within(asking, timeout_ns / 10);
}

}  // namespace vfload

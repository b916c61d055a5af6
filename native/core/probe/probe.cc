#include "core/probe/probe.h"

#include <fcntl.h>

#include <cstring>

#include "core/file/file_creation.h"
#include "core/file/random_fill.h"
#include "core/probe/operations.h"
#include "core/sys/file.h"
#include "core/sys/proc_text.h"
#include "core/sys/shared_memory.h"

namespace vfload {

namespace {

void run_operations(ProbeBlock& block, ProbeFile& file, const TaskContext& context) {
  uint32_t index = 0;
  for (const ProbeOperation& operation : probe_operations()) {
    if (context.stop_requested()) return;
    ProbeResult& result = block.results[index++];
    result.state.store(static_cast<uint32_t>(ProbeState::kStarted), std::memory_order_release);
    result.error = -operation.run(file);
    result.state.store(static_cast<uint32_t>(ProbeState::kDone), std::memory_order_release);
    context.progress->advance();
  }
}

}  // namespace

Work* make_probe_work(KeeperBlock* keeper, const Limits& limits) {
  Work* work = make_task_work(probe_directory, sizeof(ProbeBlock), limits);
  if (work == nullptr) return nullptr;
  ProbeBlock* block = probe_block(work);
  memcpy(block->directory, keeper->directory, sizeof block->directory);
  block->keeper = keeper;
  return work;
}

ProbeBlock* probe_block(Work* work) { return static_cast<ProbeBlock*>(work->task->block); }

void probe_directory(void* block, const TaskContext& context) {
  ProbeBlock& request = *static_cast<ProbeBlock*>(block);
  const int directory = sys::open_directory(request.directory);
  if (directory < 0) {
    context.fail(-directory, TaskStep::kOpen);
    return;
  }
  char name[kMaxNameBytes];
  sys::TextWriter(name, sizeof name)
      .text(".vfload-probe-")
      .number(static_cast<uint64_t>(sys::call(SYS_getpid)));
  const FileCreation creation = {directory, &request.keeper->created, &request.manifest};
  if (const int write_error = request.keeper->facts.write_error; write_error != 0) {
    context.fail(write_error, TaskStep::kOpen, name);
    return;
  }
  const NewFile created = creation.create(name, O_RDWR | O_EXCL);
  if (created.error < 0) {
    context.fail(-created.error, TaskStep::kOpen, name);
    return;
  }
  auto* buffer = static_cast<uint8_t*>(sys::map_private(kProbeBufferBytes));
  if (buffer == nullptr) {
    context.fail(ENOMEM, TaskStep::kOpen, name);
  } else {
    RandomFill(created.entry->identity.inode).fill(buffer, kProbeBufferBytes);
    ProbeFile file = {directory, name, created.fd, -1, buffer};
    run_operations(request, file, context);
    sys::close(file.direct_fd);
  }
  sys::close(created.fd);
  creation.discard(created.entry);
}

}  // namespace vfload

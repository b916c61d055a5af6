#include "core/verify/state_file.h"

#include <fcntl.h>

#include <cerrno>
#include <cstring>

#include "core/offset/policy.h"
#include "core/verify/checksum.h"
#include "core/verify/small_file.h"

namespace vfload {

namespace {

constexpr uint64_t kVersion = 3;
constexpr size_t kNameBytes = 64;

struct FileHead {
  uint64_t version;
  uint64_t bytes;  ///< of what follows
  uint64_t crc;
};

struct GeneratorState {
  uint64_t is_wide;
  union {
    uint32_t narrow[4];
    uint64_t wide[6];
  };
};

struct JobState {
  uint64_t finished_count;
  uint32_t depth;
  uint32_t files;
  uint64_t writes;
  uint64_t index;
  GeneratorState generator;
  char name[kNameBytes];
};
static_assert(sizeof(FileHead) + sizeof(JobState) == 0xb0);

GeneratorState state_of(const Draws& draws) {
  GeneratorState state = {};
  state.is_wide = draws.is_wide() ? 1 : 0;
  if (draws.is_wide()) {
    draws.copy_state(state.wide);
  } else {
    draws.copy_state(state.narrow);
  }
  return state;
}

}  // namespace

bool FinishedWrites::set_up(uint32_t depth, uint32_t files) {
  depth_ = depth;
  files_ = files;
  return rings_.map(sizeof(uint64_t) * depth * files, sys::Faulting::kAsUsed) &&
         totals_.map(sizeof(uint64_t) * files);
}

void FinishedWrites::add(uint32_t file, uint64_t offset) {
  ring(file)[total(file) % depth_] = offset;
  total(file) += 1;
}

uint32_t FinishedWrites::count(uint32_t file) const {
  return total(file) < depth_ ? static_cast<uint32_t>(total(file)) : depth_;
}

uint64_t FinishedWrites::newest(uint32_t file, uint32_t index) const {
  return ring(file)[(total(file) - 1 - index) % depth_];
}

int save_state(const JobSpec& spec, const FinishedWrites& finished, uint64_t writes, const Draws& draws) {
  // There is room for as many as could be, whether there were so many or not.
  const size_t state_bytes = sizeof(JobState) + sizeof(SavedIo) * finished.depth() * finished.files();
  sys::PrivateMemory memory;
  if (!memory.map(sizeof(FileHead) + state_bytes)) return ENOMEM;
  auto* const head = memory.as<FileHead>();
  auto* const state = reinterpret_cast<JobState*>(head + 1);
  auto* const ios = reinterpret_cast<SavedIo*>(state + 1);
  const GeneratorState generator = is_random(spec.workload) ? state_of(draws) : GeneratorState{};
  *state = {0, finished.depth(), finished.files(), writes, spec.job_number - 1, generator, {}};
  const size_t name_bytes = strnlen(spec.name, kNameBytes - 1);
  memcpy(state->name, spec.name, name_bytes);
  for (uint32_t file = 0; file < finished.files(); ++file) {
    for (uint32_t index = 0; index < finished.count(file); ++index) {
      ios[state->finished_count++] = {file, finished.newest(file, index)};
    }
  }
  uint32_t crc;
  checksum(ChecksumKind::kCrc32c, {reinterpret_cast<uint8_t*>(state), state_bytes},
           reinterpret_cast<uint8_t*>(&crc));
  *head = {kVersion, state_bytes, crc};
  return write_small_file(spec.verify.state_path, O_SYNC, memory.as<uint8_t>(),
                          sizeof(FileHead) + state_bytes);
}

}  // namespace vfload

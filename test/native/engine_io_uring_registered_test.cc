// registerfiles and fixedbufs: the same I/O by registered file and registered buffers.
#include <doctest/doctest.h>
#include <sys/resource.h>

#include "core/engine/io_uring.h"
#include "core/sys/syscall.h"
#include "job_under_test.h"

using namespace vfload;

namespace {

struct Registered {
  bool file;
  bool buffers;
};
constexpr Registered kRegistered[] = {{true, false}, {false, true}, {true, true}};

/// An effective user without CAP_IPC_LOCK, for this thread alone, and a limit of locked memory that holds a
/// small ring and little else. Both are taken back.
class LittleLockedMemory {
 public:
  explicit LittleLockedMemory(rlim_t bytes) {
    REQUIRE(getrlimit(RLIMIT_MEMLOCK, &before_) == 0);
    const rlimit little = {bytes, before_.rlim_max};
    REQUIRE(setrlimit(RLIMIT_MEMLOCK, &little) == 0);
    // libc's function would change every thread.
    if (geteuid() == 0) REQUIRE(sys::call(SYS_setresuid, -1, kNobody, -1) == 0);
  }
  ~LittleLockedMemory() {
    if (getuid() == 0) sys::call(SYS_setresuid, -1, 0, -1);
    setrlimit(RLIMIT_MEMLOCK, &before_);
  }
  LittleLockedMemory(const LittleLockedMemory&) = delete;
  LittleLockedMemory& operator=(const LittleLockedMemory&) = delete;

 private:
  static constexpr int kNobody = 65534;
  rlimit before_ = {};
};

}  // namespace

TEST_CASE("io_uring does every workload with registered file and buffers, syncs included") {
  for (const Workload workload : kAllWorkloads) {
    for (const Registered& registered : kRegistered) {
      for (const uint32_t depth : {1U, 16U}) {
        const ScratchDirectory directory;
        write_zeros(directory, 64 * 4096);
        JobUnderTest job(directory);
        job.use_engine("io_uring");
        job.spec.workload = workload;
        job.spec.iodepth = depth;
        job.spec.registerfiles = registered.file;
        job.spec.fixedbufs = registered.buffers;
        job.spec.fsync = 5;
        job.spec.end_fsync = true;
        job.run();
        SKIP_IF_REFUSED(job);
        CHECK(job.failure.error == 0);
        CHECK(job.completed() == 64);
        CHECK(job.bytes() == 64 * 4096);
        CHECK(job.statistics.sync_lat.count >= job.write().completed / 6);
      }
    }
  }
}

TEST_CASE("each registered buffer goes to its own unit's offset") {
  const ScratchDirectory directory;
  write_zeros(directory, 64 * 4096);
  JobUnderTest job(directory);
  job.use_engine("io_uring");
  job.spec.workload = Workload::kRandWrite;
  job.spec.iodepth = 16;
  job.spec.fixedbufs = true;
  job.run();
  if (job.refused_by_kernel()) return;
  // Scrambled buffers carry the offset of each sector (job/buffers.h).
  const std::string content = directory.read("data");
  REQUIRE(content.size() == 64 * 4096);
  int carried = 0;
  for (uint64_t at = 0; at < content.size(); at += kSectorBytes) {
    for (size_t line = 0; line < kSectorBytes; line += 64) {
      uint64_t offset = 0;
      memcpy(&offset, content.data() + at + line, sizeof offset);
      if (offset == at) carried += 1;
    }
  }
  CHECK(carried >= 64 * 8);
}

TEST_CASE("a file that ends within a block is read to its end through a registered buffer") {
  const ScratchDirectory directory;
  directory.write("data", std::string(3 * 4096 + 1000, 'x'));
  JobUnderTest job(directory);
  job.use_engine("io_uring");
  job.spec.workload = Workload::kRead;
  job.spec.size = 3 * 4096 + 1000;
  job.spec.registerfiles = true;
  job.spec.fixedbufs = true;
  job.run();
  if (job.refused_by_kernel()) return;
  JobUnderTest plain(directory);
  plain.use_engine("io_uring");
  plain.spec.workload = Workload::kRead;
  plain.spec.size = 3 * 4096 + 1000;
  plain.run();
  CHECK(job.failure.error == plain.failure.error);
  CHECK(job.bytes() == plain.bytes());
  CHECK(job.completed() == plain.completed());
}

TEST_CASE("buffers beyond the limit of locked memory are refused with ENOMEM before anything is done") {
  const ScratchDirectory directory;
  write_zeros(directory, 64 * 4096);
  REQUIRE(chmod(directory.path().c_str(), 0755) == 0);
  REQUIRE(chmod(directory.file("data").c_str(), 0644) == 0);
  constexpr rlim_t kOneRing = 32 * 1024;
  JobUnderTest without(directory);
  JobUnderTest with(directory);
  {
    const LittleLockedMemory little(kOneRing);
    for (JobUnderTest* job : {&without, &with}) {
      job->use_engine("io_uring");
      job->spec.iodepth = 16;
      job->spec.fixedbufs = job == &with;
      job->run();
    }
  }
  if (without.failure.error != 0) {
    MESSAGE("skipped: no room for a ring either: " << strerror(without.failure.error));
    return;
  }
  CHECK(with.failure.error == ENOMEM);
  CHECK(with.failure.where == static_cast<uint32_t>(FailurePoint::kEngineSetup));
  CHECK(with.issued() == 0);
}

TEST_CASE("more buffers than the kernel registers are refused with EINVAL, as in fio") {
  const ScratchDirectory directory;
  write_zeros(directory, 64 * 4096);
  JobUnderTest job(directory);
  job.use_engine("io_uring");
  job.spec.iodepth = 20000;
  job.spec.block_size = 512;
  job.spec.fixedbufs = true;
  job.run();
  if (job.refused_by_kernel()) return;
  CHECK(job.failure.error == EINVAL);
  CHECK(job.failure.where == static_cast<uint32_t>(FailurePoint::kEngineSetup));
}

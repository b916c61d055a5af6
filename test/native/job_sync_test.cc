#include <doctest/doctest.h>
#include <fcntl.h>

#include "core/full/unsynced.h"
#include "job_under_test.h"

using namespace vfload;

namespace {

/// 2048 blocks of 512 bytes.
void make_job(const ScratchDirectory& directory, JobUnderTest& job, const char* engine, Workload workload) {
  write_zeros(directory, 2048 * 512);
  job.use_engine(engine);
  job.spec.workload = workload;
  job.spec.block_size = 512;
  job.spec.size = 2048 * 512;
  job.log_to(directory);
}

uint64_t count(const std::vector<LoggedIo>& ios, const std::string& what) {
  uint64_t found = 0;
  for (const LoggedIo& io : ios) found += io.what == what ? 1 : 0;
  return found;
}

/// How many syncs fio's rule before 3.34 gives for this order of I/O: before every I/O but the first, unless
/// the last thing was a sync, while the number of writes is a multiple of `every`.
uint64_t repeated_syncs(const std::vector<LoggedIo>& ios, uint64_t every) {
  uint64_t writes = 0;
  uint64_t syncs = 0;
  uint64_t left = 0;
  for (const LoggedIo& io : ios) left += io.what == "read" || io.what == "write" ? 1 : 0;
  for (const LoggedIo& io : ios) {
    if (io.what != "read" && io.what != "write") continue;
    left -= 1;
    writes += io.what == "write" ? 1 : 0;
    if (left != 0 && writes != 0 && writes % every == 0) syncs += 1;
  }
  return syncs;
}

}  // namespace

TEST_CASE("fsync=16 in 2048 writes syncs 127 times: not after the last") {
  for (const FioCompat compat : {FioCompat::k333, FioCompat::kCurrent}) {
    for (const char* engine : {"psync", "libaio"}) {
      CAPTURE(engine);
      const ScratchDirectory directory;
      JobUnderTest job(directory);
      make_job(directory, job, engine, Workload::kWrite);
      job.spec.compat = compat;
      job.spec.fsync = 16;
      job.run();
      SKIP_IF_REFUSED(job);
      CHECK(job.failure.error == 0);
      CHECK(job.write().completed == 2048);
      CHECK(job.statistics.sync_lat.count == 127);
      CHECK(count(read_iolog(directory), "sync") == 127);
    }
  }
}

TEST_CASE("syncs are in the depth histograms and in no direction's latencies") {
  const ScratchDirectory directory;
  JobUnderTest job(directory);
  make_job(directory, job, "psync", Workload::kWrite);
  job.spec.fsync = 16;
  job.run();
  CHECK(job.statistics.depth_level[0] == 2048 + 127);
  CHECK(job.write().clat.count == 2048);
}

TEST_CASE("a mixed job syncs once per N writes now, and again after each read in fio 3.33") {
  for (const char* engine : {"psync", "libaio"}) {
    CAPTURE(engine);
    for (const FioCompat compat : {FioCompat::k333, FioCompat::kCurrent}) {
      const ScratchDirectory directory;
      JobUnderTest job(directory);
      make_job(directory, job, engine, Workload::kRandReadWrite);
      job.spec.compat = compat;
      job.spec.fsync = 16;
      job.run();
      SKIP_IF_REFUSED(job);
      const std::vector<LoggedIo> ios = read_iolog(directory);
      const uint64_t writes = job.write().issued;
      if (compat == FioCompat::k333) {
        CHECK(job.statistics.sync_lat.count == repeated_syncs(ios, 16));
        CHECK(job.statistics.sync_lat.count > writes / 16);
      } else {
        CHECK(job.statistics.sync_lat.count >= (writes - 1) / 16);
        CHECK(job.statistics.sync_lat.count <= writes / 16);
      }
    }
  }
}

TEST_CASE("fdatasync is logged as datasync; where both are due it is an fsync") {
  const ScratchDirectory directory;
  JobUnderTest job(directory);
  make_job(directory, job, "psync", Workload::kWrite);
  job.spec.size = 100 * 512;
  job.spec.fdatasync = 5;
  job.spec.fsync = 10;
  job.run();
  const std::vector<LoggedIo> ios = read_iolog(directory);
  CHECK(count(ios, "sync") == 9);
  CHECK(count(ios, "datasync") == 10);
}

TEST_CASE("sync_file_range comes where neither an fsync nor an fdatasync is due") {
  const ScratchDirectory directory;
  JobUnderTest job(directory);
  make_job(directory, job, "psync", Workload::kWrite);
  job.spec.size = 100 * 512;
  job.spec.sync_range = 5;
  job.spec.sync_range_flags = SYNC_FILE_RANGE_WRITE;
  job.spec.fdatasync = 10;
  job.spec.fsync = 20;
  job.run();
  CHECK(job.failure.error == 0);
  const std::vector<LoggedIo> ios = read_iolog(directory);
  CHECK(count(ios, "sync") == 4);
  CHECK(count(ios, "datasync") == 5);
  CHECK(count(ios, "sync_file_range") == 10);
  CHECK(job.statistics.sync_lat.count == 19);
}

TEST_CASE("what a sync_file_range is about begins at 0 only until a file's first sync") {
  JobSpec spec = {};
  spec.sync_range = 1;
  spec.sync_range_flags = SYNC_FILE_RANGE_WRITE;
  Unsynced unsynced;
  REQUIRE(unsynced.set_up(spec, 2) == 0);
  CHECK(unsynced.of(0).start == 0);
  CHECK(unsynced.of(0).bytes == 0);
  unsynced.written(0, 8192, 4096);
  CHECK(unsynced.of(0).start == 0);
  CHECK(unsynced.of(0).bytes == 12288);
  unsynced.synced(0);
  CHECK(unsynced.of(0).start == SyncedRange::kNothing);
  CHECK(unsynced.of(0).bytes == 0);
  unsynced.written(0, 20480, 4096);
  unsynced.written(0, 4096, 512);
  CHECK(unsynced.of(0).start == 4096);
  CHECK(unsynced.of(0).bytes == 24576 - 4096);
  CHECK(unsynced.of(0).flags == SYNC_FILE_RANGE_WRITE);
  CHECK(unsynced.of(1).bytes == 0);
}

TEST_CASE("io_uring keeps syncs in flight and waits for them at the end") {
  for (const FioCompat compat : {FioCompat::k333, FioCompat::kCurrent}) {
    const ScratchDirectory directory;
    JobUnderTest job(directory);
    make_job(directory, job, "io_uring", Workload::kWrite);
    job.spec.size = 100 * 512;
    job.spec.fsync = 10;
    job.spec.compat = compat;
    job.run();
    SKIP_IF_REFUSED(job);
    CHECK(job.failure.error == 0);
    CHECK(job.write().completed == 100);
    CHECK(job.statistics.sync_lat.count >= 9);
    CHECK(job.statistics.sync_lat.count == count(read_iolog(directory), "sync"));
    if (compat == FioCompat::kCurrent) CHECK(job.statistics.sync_lat.count == 9);
  }
}

TEST_CASE("end_fsync is no sync sample, and is left out when a sync came last or nothing is written") {
  const ScratchDirectory directory;
  for (const Workload workload : {Workload::kWrite, Workload::kRead}) {
    JobUnderTest job(directory);
    make_job(directory, job, "psync", workload);
    job.spec.end_fsync = true;
    job.run();
    CHECK(job.failure.error == 0);
    CHECK(job.statistics.sync_lat.count == 0);
    CHECK(count(read_iolog(directory), "sync") == (workload == Workload::kWrite ? 1 : 0));
  }
}

TEST_CASE("mmap syncs its mapping") {
  const ScratchDirectory directory;
  JobUnderTest job(directory);
  make_job(directory, job, "mmap", Workload::kWrite);
  job.spec.block_size = 4096;
  job.spec.size = 16 * 4096;
  job.spec.fsync = 4;
  job.run();
  CHECK(job.failure.error == 0);
  CHECK(job.statistics.sync_lat.count == 3);
}

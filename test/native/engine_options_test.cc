// What engines are asked for beside their I/O: it is done all the same, or fails as the kernel has it.
#include <doctest/doctest.h>

#include "core/engine/io_uring.h"
#include "core/engine/pvsync.h"
#include "job_under_test.h"

using namespace vfload;

namespace {

void check_whole(const JobUnderTest& job) {
  CHECK(job.failure.error == 0);
  CHECK(job.completed() == 64);
  CHECK(job.bytes() == 64 * 4096);
}

}  // namespace

TEST_CASE("io_uring's kernel thread takes every workload, syncs included, and there is no slat") {
  for (const Workload workload : kAllWorkloads) {
    const ScratchDirectory directory;
    write_zeros(directory, 64 * 4096);
    JobUnderTest job(directory);
    job.use_engine("io_uring");
    job.spec.workload = workload;
    job.spec.iodepth_batch = workload == Workload::kRead ? 3 : 1;
    job.spec.fsync = 5;
    job.spec.engine_options.sqthread_poll = true;
    job.run();
    SKIP_IF_REFUSED(job);
    check_whole(job);
    CHECK(job.read().slat.count + job.write().slat.count == 0);
    CHECK(job.read().clat.count + job.write().clat.count == 64);
  }
}

TEST_CASE("io_uring does I/O by workers, and with the opcodes that were asked for") {
  for (const Nonvectored nonvectored : {Nonvectored::kAsKernelCan, Nonvectored::kYes, Nonvectored::kNo}) {
    for (const uint32_t force_async : {0U, 1U, 3U}) {
      const ScratchDirectory directory;
      write_zeros(directory, 64 * 4096);
      JobUnderTest job(directory);
      job.use_engine("io_uring");
      job.spec.engine_options.nonvectored = nonvectored;
      job.spec.engine_options.force_async = force_async;
      IoUring engine;
      if (force_async == 0) {
        job.run_with(engine);
        SKIP_IF_REFUSED(job);
        CHECK(engine.vectored() == (nonvectored == Nonvectored::kNo));
      } else {
        job.run();
        SKIP_IF_REFUSED(job);
      }
      check_whole(job);
    }
  }
}

TEST_CASE("io_uring registers each of several files, in every pass anew") {
  const ScratchDirectory directory;
  JobUnderTest job(directory);
  std::vector<std::string> names = {"one", "two", "three"};
  std::vector<JobFile> files;
  for (const std::string& name : names) {
    directory.write(name.c_str(), std::string(16 * 4096, name[0]));
    files.push_back({name.c_str(), name.c_str(), 0, 16 * 4096, 16 * 4096, 0});
  }
  job.use_engine("io_uring");
  job.spec.workload = Workload::kRandWrite;
  job.spec.registerfiles = true;
  job.spec.size = 48 * 4096;
  job.spec.files.list = files.data();
  job.spec.files.count = 3;
  job.spec.generate.wanted = true;
  job.spec.generate.loops = 2;
  job.run();
  if (job.refused_by_kernel()) return;
  CHECK(job.failure.error == 0);
  CHECK(job.completed() == 96);
  for (const std::string& name : names)
    CHECK(directory.read(name.c_str()) != std::string(16 * 4096, name[0]));
}

TEST_CASE("mmap with huge pages writes into memory alone, as fio does") {
  const ScratchDirectory directory;
  write_zeros(directory, 64 * 4096);
  JobUnderTest job(directory);
  job.use_engine("mmap");
  job.spec.workload = Workload::kWrite;
  job.spec.engine_options.huge_pages = true;
  job.run();
  check_whole(job);
  CHECK(directory.read("data") == std::string(64 * 4096, '\0'));
}

TEST_CASE("I/O with flags that no kernel has fails with what the kernel says") {
  for (const char* engine : {"pvsync2", "io_uring"}) {
    const ScratchDirectory directory;
    write_zeros(directory, 64 * 4096);
    JobUnderTest job(directory);
    job.use_engine(engine);
    job.spec.engine_options.uncached = true;
    job.run();
    SKIP_IF_REFUSED(job);
    // Where the number has become that of another feature, buffered reads do not have it either.
    CHECK((job.failure.error == EOPNOTSUPP || job.failure.error == EINVAL));
    CHECK(job.completed() == 0);
  }
}

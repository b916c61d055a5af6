#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include "job_under_test.h"

using namespace vfload;

namespace {

uint32_t point(FailurePoint where) { return static_cast<uint32_t>(where); }

}  // namespace

TEST_CASE("a file that ends too early fails the job at that offset") {
  for (const char* engine : {"psync", "libaio", "io_uring"}) {
    CAPTURE(engine);
    const ScratchDirectory directory;
    write_zeros(directory, 10 * 4096 + 100);
    JobUnderTest job(directory);
    job.use_engine(engine);
    job.spec.iodepth = 1;
    job.spec.workload = Workload::kRead;
    job.run();
    SKIP_IF_REFUSED(job);
    // Block 10 has 100 bytes and then the end that the file had when it was opened: that is no error. Block
    // 11 is.
    CHECK(job.failure.error == EIO);
    CHECK(job.failure.where == point(FailurePoint::kRead));
    CHECK(job.failure.offset == 11 * 4096);
    CHECK(job.failure.io_bytes == 4096);
    CHECK(job.read().failed_ios == 1);
    CHECK(job.read().short_ios == 1);
    CHECK(job.read().completed == 11);
    CHECK(job.read().bytes == 10 * 4096 + 100);
    CHECK(job.phase() == Phase::kEnded);
  }
}

TEST_CASE("what is in flight is still waited for after a failure") {
  for (const char* engine : {"libaio", "io_uring"}) {
    CAPTURE(engine);
    const ScratchDirectory directory;
    write_zeros(directory, 10 * 4096);
    JobUnderTest job(directory);
    job.use_engine(engine);
    job.spec.iodepth = 8;
    job.spec.workload = Workload::kRead;
    job.run();
    SKIP_IF_REFUSED(job);
    CHECK(job.failure.error == EIO);
    CHECK(job.progress.in_flight == 0);
    CHECK(job.read().issued == job.read().completed + job.read().failed_ios);
    // All but the first, which is the job's failure, in the order of their ends.
    REQUIRE(job.statistics.kept_errors == job.read().failed_ios - 1);
    CHECK(job.statistics.kept_errors > 0);
    for (uint64_t index = 0; index < job.statistics.kept_errors; ++index) {
      CHECK(job.statistics.kept[index].error == EIO);
      CHECK(job.statistics.kept[index].bytes == 4096);
      CHECK(job.statistics.kept[index].offset >= uint64_t{10} * 4096);
    }
  }
}

TEST_CASE("a missing file fails a reader and is made by a writer") {
  const ScratchDirectory directory;
  JobUnderTest reader(directory);
  reader.run();
  CHECK(reader.failure.error == ENOENT);
  CHECK(reader.failure.where == point(FailurePoint::kOpen));
  CHECK(reader.issued() == 0);
  JobUnderTest writer(directory);
  writer.spec.workload = Workload::kWrite;
  writer.run();
  CHECK(writer.failure.error == 0);
  CHECK(directory.read("data").size() == writer.spec.size);
}

TEST_CASE("no link is followed out of the directory") {
  const ScratchDirectory directory;
  directory.write("elsewhere", std::string(64 * 4096, 'x'));
  REQUIRE(symlink(directory.file("elsewhere").c_str(), directory.file("data").c_str()) == 0);
  JobUnderTest job(directory);
  job.spec.workload = Workload::kWrite;
  job.run();
  CHECK(job.failure.error == ELOOP);
  CHECK(directory.read("elsewhere") == std::string(64 * 4096, 'x'));
}

TEST_CASE("direct I/O that the file system refuses fails with its errno and offset") {
  const ScratchDirectory directory;
  write_zeros(directory, 64 * 4096);
  const int fd = open(directory.file("data").c_str(), O_RDONLY | O_DIRECT | O_CLOEXEC);
  if (fd < 0) {
    MESSAGE("skipped: no O_DIRECT here: " << strerror(errno));
    return;
  }
  alignas(4096) static char buffer[4096];
  const bool refuses = pread(fd, buffer, 1000, 1000) < 0 && errno == EINVAL;
  close(fd);
  if (!refuses) {
    MESSAGE("skipped: the file system takes direct I/O of any alignment");
    return;
  }
  for (const char* engine : {"psync", "libaio", "io_uring"}) {
    CAPTURE(engine);
    JobUnderTest job(directory);
    job.use_engine(engine);
    job.spec.direct = true;
    job.spec.block_size = 1000;
    job.spec.offset = 1000;
    job.spec.size = 10'000;
    job.spec.workload = Workload::kRead;
    job.run();
    SKIP_IF_REFUSED(job);
    CHECK(job.failure.error == EINVAL);
    CHECK(job.failure.where == point(FailurePoint::kRead));
    CHECK(job.failure.offset == 1000);
    CHECK(job.failure.io_bytes == 1000);
  }
}

TEST_CASE("a CPU that does not exist is an affinity failure") {
  const ScratchDirectory directory;
  write_zeros(directory, 64 * 4096);
  JobUnderTest job(directory);
  job.spec.cpus_given = true;
  job.spec.cpus_allowed[kMaxCpus / 64 - 1] = uint64_t{1} << 63;
  job.run();
  CHECK(job.failure.error == EINVAL);
  CHECK(job.failure.where == point(FailurePoint::kAffinity));
}

TEST_CASE("a log that cannot be made or written fails the job, which still measures in the second case") {
  const ScratchDirectory directory;
  write_zeros(directory, 64 * 4096);
  JobUnderTest unmade(directory);
  unmade.spec.iolog_path = unmade.texts.keep(directory.file("missing/log"));
  unmade.run();
  CHECK(unmade.failure.error == ENOENT);
  CHECK(unmade.failure.where == point(FailurePoint::kLog));
  CHECK(unmade.issued() == 0);
  if (access("/dev/full", W_OK) != 0) return;
  JobUnderTest full(directory);
  full.spec.iolog_path = "/dev/full";
  full.run();
  CHECK(full.failure.error == ENOSPC);
  CHECK(full.failure.where == point(FailurePoint::kLog));
  CHECK(full.completed() == 64);
}

TEST_CASE("a job that lives with its errors counts them and goes on, unless one is fatal") {
  struct Expected {
    uint16_t ignored;  ///< 0: none, which leaves EIO
    bool counted;
    int error;
    uint64_t errors;
    uint64_t issued;
  };
  for (const char* engine : {"psync", "libaio", "io_uring"}) {
    for (const Expected& expected : {Expected{0, true, 0, 53, 64}, Expected{EIO, true, 0, 53, 64},
                                     Expected{EINVAL, true, EIO, 1, 12}, Expected{0, false, EIO, 0, 12}}) {
      CAPTURE(engine);
      CAPTURE(expected.ignored);
      const ScratchDirectory directory;
      write_zeros(directory, 10 * 4096 + 100);
      JobUnderTest job(directory);
      job.use_engine(engine);
      job.spec.iodepth = 1;
      job.spec.workload = Workload::kRead;
      ErrorsSpec& errors = job.spec.errors;
      constexpr int kRead = static_cast<int>(ErrorKind::kRead);
      errors.counted[kRead] = expected.counted;
      errors.ignored_count[kRead] = expected.ignored == 0 ? 0 : 1;
      errors.ignored[kRead][0] = expected.ignored;
      job.run();
      SKIP_IF_REFUSED(job);
      CHECK(job.failure.error == expected.error);
      CHECK(job.statistics.errors == expected.errors);
      CHECK(job.statistics.first_error == (expected.errors == 0 ? 0 : EIO));
      CHECK(job.read().issued == expected.issued);
      CHECK(job.read().completed == 11);
      CHECK(job.read().clat.count == 11);
    }
  }
}

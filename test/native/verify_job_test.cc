// Jobs that verify what they write, and what they read.
#include <doctest/doctest.h>

#include <cerrno>
#include <memory>

#include "core/verify/verify_failures.h"
#include "job_under_test.h"

using namespace vfload;

namespace {

struct VerifyingJob {
  std::unique_ptr<VerifyFailures> failures = std::make_unique<VerifyFailures>();
  JobUnderTest job;

  VerifyingJob(const ScratchDirectory& directory, Workload workload) : job(directory) {
    job.spec.workload = workload;
    job.spec.size = 16 * 4096;
    VerifySpec& verify = job.spec.verify;
    verify.method = VerifyMethod::kCrc32c;
    verify.reads_back = true;
    verify.sequence = true;
    verify.interval = 4096;
    verify.min_io_bytes = verify.max_io_bytes = 4096;
  }

  void run() {
    JobContext context = job.context();
    context.verify_failures = failures.get();
    run_job(context);
  }
};

}  // namespace

TEST_CASE("what a pass has written is read back and counted as reads") {
  for (const char* engine : kFileEngines) {
    CAPTURE(engine);
    for (const Workload workload : {Workload::kWrite, Workload::kRandWrite}) {
      const ScratchDirectory directory;
      write_zeros(directory, 16 * 4096);
      VerifyingJob verifying(directory, workload);
      verifying.job.use_engine(engine);
      verifying.run();
      SKIP_IF_REFUSED(verifying.job);
      CHECK(verifying.job.failure.error == 0);
      CHECK(verifying.job.write().completed == 16);
      CHECK(verifying.job.read().completed == 16);
      CHECK(verifying.job.statistics.runtime_ns[0] + verifying.job.statistics.runtime_ns[1] <=
            verifying.job.statistics.job_runtime_ns);
    }
  }
}

TEST_CASE("a job that reads finds what another has written, and a byte that changed since") {
  const ScratchDirectory directory;
  write_zeros(directory, 16 * 4096);
  VerifyingJob writer(directory, Workload::kRandWrite);
  writer.job.spec.verify.reads_back = false;
  writer.run();
  CHECK(writer.job.read().issued == 0);
  VerifyingJob reader(directory, Workload::kRead);
  reader.run();
  CHECK(reader.job.failure.error == 0);

  std::string data = directory.read("data");
  data[5 * 4096 + 1000] ^= 1;
  directory.write("data", data);
  VerifyingJob second(directory, Workload::kRead);
  second.run();
  CHECK(second.job.failure.error == EILSEQ);
  CHECK(second.job.failure.where == static_cast<uint32_t>(FailurePoint::kVerify));
  CHECK(second.job.failure.offset == 5 * 4096);
  CHECK(second.failures->count == 1);
  CHECK(second.failures->first[0].fault == VerifyFault::kSum);
  CHECK(second.job.read().completed == 6);
}

TEST_CASE("with verify_only nothing is written, and what should have been is read") {
  const ScratchDirectory directory;
  write_zeros(directory, 16 * 4096);
  VerifyingJob job(directory, Workload::kRandWrite);
  job.job.spec.verify.only = true;
  job.run();
  CHECK(job.job.write().issued == 16);
  CHECK(job.job.read().issued == 1);
  CHECK(job.failures->first[0].fault == VerifyFault::kMagic);
  CHECK(directory.read("data") == std::string(16 * 4096, '\0'));
}

TEST_CASE("a backlog is read back between the writes") {
  const ScratchDirectory directory;
  write_zeros(directory, 16 * 4096);
  VerifyingJob job(directory, Workload::kRandWrite);
  job.job.spec.verify.backlog = 4;
  job.job.log_to(directory);
  job.run();
  const std::vector<LoggedIo> ios = read_iolog(directory);
  REQUIRE(ios.size() == 32);
  for (size_t index = 0; index < ios.size(); ++index) {
    CHECK(ios[index].what == (index / 4 % 2 == 0 ? "write" : "read"));
    if (index / 4 % 2 == 1) CHECK(ios[index].offset == ios[index - 4].offset);
  }
}

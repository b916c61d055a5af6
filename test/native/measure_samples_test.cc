#include <doctest/doctest.h>

#include <cstdint>
#include <memory>
#include <string>

#include "core/measure/resources.h"
#include "core/measure/samples.h"
#include "scratch_directory.h"

using namespace vfload;

namespace {

constexpr uint64_t kMs = 1'000'000;
constexpr uint64_t kEpoch = 5'000 * kMs;
constexpr int kRead = static_cast<int>(Direction::kRead);
constexpr int kWrite = static_cast<int>(Direction::kWrite);

/// A job as its sampler sees it.
struct Watched {
  std::unique_ptr<JobSpec> spec = std::make_unique<JobSpec>();
  std::unique_ptr<JobStatistics> statistics = std::make_unique<JobStatistics>();
  JobProgress progress = {};
  JobSampler sampler;

  Watched() {
    spec->bwavgtime_ms = 500;
    spec->iopsavgtime_ms = 500;
    sampler.set_up(*spec, *statistics);
  }
  void run_from(uint64_t epoch_ns) {
    progress.phase = static_cast<uint32_t>(Phase::kRunning);
    progress.epoch_ns = epoch_ns;
    sampler.sample(epoch_ns, progress, *statistics);
  }
  void sample_at(uint64_t ms) { sampler.sample(kEpoch + ms * kMs, progress, *statistics); }
};

}  // namespace

TEST_CASE("a sample is the rate of one period, in whole numbers, bandwidth in KiB/s") {
  Watched job;
  job.run_from(kEpoch);
  CHECK(job.sampler.due_ns() == kEpoch + 500 * kMs);
  job.progress.bytes[kRead] = 3'000'000;
  job.progress.completed[kRead] = 733;
  job.sample_at(500);
  CHECK(job.statistics->bw_samples[kRead].sum == 3'000'000ULL * 1000 / 500 / 1024);
  CHECK(job.statistics->iops_samples[kRead].sum == 733 * 1000 / 500);
  CHECK(job.statistics->bw_samples[kWrite].count == 0);
}

TEST_CASE("nothing is sampled between two ticks, and late samples do not move the ticks") {
  Watched job;
  job.run_from(kEpoch);
  job.progress.completed[kRead] = 100;
  job.sample_at(499);
  CHECK(job.statistics->iops_samples[kRead].count == 0);
  job.sample_at(510);
  CHECK(job.statistics->iops_samples[kRead].sum == 100 * 1000 / 510);
  CHECK(job.sampler.due_ns() == kEpoch + 1000 * kMs);
  job.progress.completed[kRead] = 300;
  job.sample_at(1000);
  CHECK(job.statistics->iops_samples[kRead].count == 2);
  CHECK(job.statistics->iops_samples[kRead].max == 200 * 1000 / 490);
}

TEST_CASE("a period without progress gives no sample, and does not lower the next one") {
  Watched job;
  job.run_from(kEpoch);
  job.progress.completed[kWrite] = 50;
  job.sample_at(500);
  job.sample_at(1000);
  CHECK(job.statistics->iops_samples[kWrite].count == 1);
  job.progress.completed[kWrite] = 100;
  job.sample_at(1500);
  CHECK(job.statistics->iops_samples[kWrite].count == 2);
  CHECK(job.statistics->iops_samples[kWrite].max == 100);
}

TEST_CASE("sampling starts again at the end of the ramp") {
  Watched job;
  job.progress.phase = static_cast<uint32_t>(Phase::kRamping);
  job.progress.completed[kRead] = 1000;
  job.sample_at(0);
  CHECK(job.sampler.due_ns() == UINT64_MAX);
  job.progress.completed[kRead] = 0;
  job.run_from(kEpoch + 200 * kMs);
  job.progress.completed[kRead] = 10;
  job.sample_at(600);
  CHECK(job.statistics->iops_samples[kRead].count == 0);
  job.sample_at(700);
  CHECK(job.statistics->iops_samples[kRead].count == 1);
  CHECK(job.statistics->iops_samples[kRead].max == 20);
}

TEST_CASE("a draining job is not sampled") {
  Watched job;
  job.run_from(kEpoch);
  job.progress.completed[kRead] = 10;
  job.progress.phase = static_cast<uint32_t>(Phase::kDraining);
  job.sample_at(500);
  CHECK(job.statistics->iops_samples[kRead].count == 0);
}

TEST_CASE("resources of a thread are differences of two readings") {
  const ResourceUse start = thread_resources();
  volatile uint64_t spun = 0;
  ResourceUse end = start;
  for (int round = 0; round < 10000 && end.user_us + end.system_us < start.user_us + start.system_us + 2000;
       ++round) {
    for (int i = 0; i < 100000; ++i) spun = spun + 1;
    end = thread_resources();
  }
  const ResourceUse used = resources_between(start, end);
  CHECK(used.user_us + used.system_us >= 2000);
  CHECK(used.user_us == end.user_us - start.user_us);
}

TEST_CASE("samples are the lines of averaged logs") {
  const ScratchDirectory directory;
  for (const char* file : {"log_bw.1.log", "log_iops.1.log"}) directory.write(file, "");
  Watched job;
  job.spec->job_number = 1;
  job.spec->logs.window_ms = 500;
  const std::string prefix = directory.file("log");
  job.spec->logs.bandwidth_prefix = prefix.c_str();
  job.spec->logs.iops_prefix = prefix.c_str();
  job.sampler.set_up(*job.spec, *job.statistics);
  job.run_from(kEpoch);
  job.progress.bytes[kRead] = 1024 * 1024;
  job.progress.completed[kRead] = 256;
  job.sample_at(512);
  CHECK(job.sampler.close_logs() == 0);
  CHECK(directory.read("log_bw.1.log") == "512, 2000, 0, 0, 0\n");
  CHECK(directory.read("log_iops.1.log") == "512, 500, 0, 0, 0\n");
}

TEST_CASE("a job that samples every I/O is not sampled beside") {
  Watched job;
  job.spec->logs.bandwidth_prefix = "/nowhere/log";
  job.sampler.set_up(*job.spec, *job.statistics);
  job.run_from(kEpoch);
  job.progress.bytes[kRead] = 1024;
  job.progress.completed[kRead] = 1000;
  job.sample_at(500);
  CHECK(job.statistics->bw_samples[kRead].count == 0);
  CHECK(job.statistics->iops_samples[kRead].count == 1);
}

TEST_CASE("an averaged log that cannot be written is told of at the end") {
  Watched job;
  job.spec->logs.window_ms = 500;
  job.spec->logs.iops_prefix = "/nowhere/log";
  job.sampler.set_up(*job.spec, *job.statistics);
  job.run_from(kEpoch);
  job.progress.completed[kRead] = 1000;
  job.sample_at(500);
  CHECK(job.sampler.close_logs() == ENOENT);
}

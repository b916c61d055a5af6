// Lines of sample logs and histogram logs, at times that the test chooses.
#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "core/log/histogram_log.h"
#include "core/log/job_logs.h"
#include "core/log/sample_log.h"
#include "core/measure/forget.h"
#include "core/sys/clock.h"
#include "scratch_directory.h"

using namespace vfload;

namespace {

constexpr IoFacts kReadIo = {Direction::kRead, 4096, 8192};
constexpr IoFacts kWriteIo = {Direction::kWrite, 512, 0};

/// A log in a directory of its own.
struct LogUnderTest {
  LogUnderTest() { spec->job_number = 7; }

  std::string sampled(const std::vector<std::pair<uint64_t, uint64_t>>& samples, uint64_t end_ms) {
    SampleLog log;
    REQUIRE(log.open(*spec, prefix, "lat") == 0);
    for (const auto& [ms, value] : samples) log.add(kReadIo, value, ms);
    REQUIRE(log.close(end_ms) == 0);
    return directory.read(spec->logs.shared ? "log_lat.log" : "log_lat.7.log");
  }

  ScratchDirectory directory;
  std::string prefix = directory.file("log");
  std::unique_ptr<JobSpec> spec = std::make_unique<JobSpec>();
};

}  // namespace

TEST_CASE("a line of a log tells time, value, direction, length and, as asked for, offset and priority") {
  LogUnderTest log;
  CHECK(log.sampled({{3, 250}}, 9) == "3, 250, 0, 4096, 0\n");
  log.spec->logs.offset = true;
  CHECK(log.sampled({{3, 250}}, 9) == "3, 250, 0, 4096, 8192, 0\n");
  log.spec->logs.ioprio = 1U << 13;
  CHECK(log.sampled({{3, 250}}, 9) == "3, 250, 0, 4096, 8192, 1\n");
  log.spec->logs.prio = true;
  log.spec->logs.ioprio = (2U << 13) + 3;
  CHECK(log.sampled({{3, 250}}, 9) == "3, 250, 0, 4096, 8192, 0x4003\n");
}

TEST_CASE("a window ends with the sample that finds it over, and the next one lies on the grid") {
  LogUnderTest log;
  log.spec->logs.window_ms = 250;
  // The sample at 510 comes before 500 + 250: a window that began at 296 would be over later.
  const std::string lines = log.sampled(
      {{0, 100}, {296, 301}, {400, 10}, {511, 20}, {760, 5}, {761, 7}, {1900, 8}, {1901, 9}}, 1990);
  CHECK(lines ==
        "296, 201, 0, 0, 0\n511, 15, 0, 0, 0\n760, 5, 0, 0, 0\n1900, 8, 0, 0, 0\n1990, 9, 0, 0, 0\n");
}

TEST_CASE("a window may tell its greatest value") {
  LogUnderTest log;
  log.spec->logs.window_ms = 250;
  log.spec->logs.maximum = true;
  CHECK(log.sampled({{0, 100}, {100, 300}, {260, 7}}, 300) == "260, 300, 0, 0, 0\n");
}

TEST_CASE("jobs that share a log add to it, and others begin theirs anew") {
  LogUnderTest log;
  log.sampled({{1, 1}}, 2);
  CHECK(log.sampled({{2, 2}}, 3) == "2, 2, 0, 4096, 0\n");
  log.spec->logs.shared = true;
  log.sampled({{1, 1}}, 2);
  CHECK(log.sampled({{2, 2}}, 3) == "1, 1, 0, 4096, 0\n2, 2, 0, 4096, 0\n");
}

TEST_CASE("a prefix that leaves no room for the rest of the name is refused") {
  LogUnderTest log;
  SampleLog sample_log;
  CHECK(sample_log.open(*log.spec, std::string(kMaxLogPrefixBytes, 'a'), "lat") == ENAMETOOLONG);
}

TEST_CASE("histograms are logged by direction, as differences, and a pause is caught up on") {
  LogUnderTest log;
  log.spec->logs.histogram_ms = 250;
  log.spec->logs.histogram_coarseness = 6;
  log.spec->logs.histogram_prefix = log.prefix.c_str();
  HistogramLog histograms;
  REQUIRE(histograms.open(*log.spec) == 0);
  std::vector<uint64_t> reads(kBuckets);
  std::vector<uint64_t> writes(kBuckets);
  // Times of a real fio's writes; its lines were at 744, 745, 1434, 1435 and 1436.
  for (const uint64_t ms : {117, 354, 744, 745, 776, 1434, 1435, 1436, 1437}) {
    writes[64] += 1;
    histograms.completed(kWriteIo, writes.data(), ms);
    reads[kBuckets - 1] += 1;
    histograms.completed(kReadIo, reads.data(), 0);
  }
  REQUIRE(histograms.close() == 0);
  std::istringstream lines(log.directory.read("log_clat_hist.7.log"));
  std::vector<std::string> starts;
  for (std::string line; std::getline(lines, line);) {
    CHECK(std::count(line.begin(), line.end(), ',') == 2 + kBuckets / 64);
    starts.push_back(line.substr(0, line.find(", 0, 0")));
  }
  CHECK(starts == std::vector<std::string>{"744, 1, 512, 0, 3", "745, 1, 512, 0, 1", "1434, 1, 512, 0, 2",
                                           "1435, 1, 512, 0, 1", "1436, 1, 512, 0, 1"});
}

TEST_CASE("logs of every I/O bring samples of every I/O") {
  LogUnderTest log;
  log.spec->logs.bandwidth_prefix = log.prefix.c_str();
  log.spec->logs.iops_prefix = log.prefix.c_str();
  const auto statistics = std::make_unique<JobStatistics>();
  statistics->bw_samples[0].reset();
  statistics->iops_samples[0].reset();
  JobLogs logs;
  REQUIRE(logs.open(*log.spec) == 0);
  logs.completed(kReadIo, 1, 1, 5, *statistics);
  logs.start(0, 0);
  logs.completed(kReadIo, 3000, 4000, 7 * sys::kNsPerMs, *statistics);
  logs.completed(kReadIo, 0, 0, 8 * sys::kNsPerMs, *statistics);
  REQUIRE(logs.close(9 * sys::kNsPerMs) == 0);
  CHECK(log.directory.read("log_bw.7.log") == "7, 1365333, 0, 4096, 0\n8, 0, 0, 4096, 0\n");
  CHECK(log.directory.read("log_iops.7.log") == "7, 1, 0, 4096, 0\n8, 1, 0, 4096, 0\n");
  CHECK(statistics->bw_samples[0].count == 2);
  CHECK(statistics->bw_samples[0].max == 1'365'333);
  CHECK(statistics->iops_samples[0].sum == 2);
}

TEST_CASE("times of a clock count from what it said at the job's start") {
  LogUnderTest log;
  log.spec->logs.latency_prefix = log.prefix.c_str();
  const auto statistics = std::make_unique<JobStatistics>();
  JobLogs logs;
  REQUIRE(logs.open(*log.spec) == 0);
  logs.start(sys::kNsPerMs, 1'000'000);
  logs.submitted(kReadIo, 11, 3 * sys::kNsPerMs);
  REQUIRE(logs.close(9 * sys::kNsPerMs) == 0);
  CHECK(log.directory.read("log_slat.7.log") == "1000002, 11, 0, 4096, 0\n");
}

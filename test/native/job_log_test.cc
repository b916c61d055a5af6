#include <doctest/doctest.h>

#include <regex>

#include "job_under_test.h"

using namespace vfload;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> out;
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

}  // namespace

TEST_CASE("the iolog is fio's version 3") {
  const ScratchDirectory directory;
  write_zeros(directory, 2 * 4096);
  JobUnderTest job(directory);
  job.spec.workload = Workload::kRead;
  job.spec.size = 2 * 4096;
  job.log_to(directory);
  job.run();
  const std::vector<std::string> lines = lines_of(directory.read("iolog"));
  REQUIRE(lines.size() == 6);
  CHECK(lines[0] == "fio version 3 iolog");
  const std::string file = " " + directory.file("data") + " ";
  const std::vector<std::string> ends = {"add", "open", "read 0 4096", "read 4096 4096", "close"};
  uint64_t last_us = 0;
  for (size_t i = 0; i < ends.size(); ++i) {
    const std::string& line = lines[i + 1];
    const uint64_t time_us = std::stoull(line);
    CHECK(line == std::to_string(time_us) + file + ends[i]);
    CHECK(time_us >= last_us);
    last_us = time_us;
  }
}

TEST_CASE("a long iolog is complete") {
  const ScratchDirectory directory;
  JobUnderTest job(directory);
  job.spec.workload = Workload::kWrite;
  job.spec.block_size = 512;
  job.spec.size = 20'000 * 512;
  job.log_to(directory);
  job.run();
  const std::vector<LoggedIo> ios = read_iolog(directory);
  REQUIRE(ios.size() == 20'000);
  for (uint64_t i = 0; i < ios.size(); ++i) REQUIRE(ios[i].offset == i * 512);
}

TEST_CASE("latency logs have a line for each I/O whose values are the statistics' own") {
  for (const char* engine : {"psync", "libaio"}) {
    const ScratchDirectory directory;
    write_zeros(directory, 64 * 4096);
    JobUnderTest job(directory);
    job.use_engine(engine);
    job.spec.job_number = 12;
    job.spec.workload = Workload::kRandReadWrite;
    job.spec.logs.latency_prefix = job.texts.keep(directory.file("log"));
    job.run();
    SKIP_IF_REFUSED(job);
    const auto sum = [&](const char* kind) {
      const std::regex shape("[0-9]+, ([0-9]+), ([01]), 4096, 0");
      uint64_t total = 0;
      uint64_t count = 0;
      for (const std::string& line : lines_of(directory.read("log_" + std::string(kind) + ".12.log"))) {
        std::smatch match;
        REQUIRE(std::regex_match(line, match, shape));
        total += std::stoull(match[1]);
        count += 1;
      }
      return std::pair{count, total};
    };
    const bool synchronous = strcmp(engine, "psync") == 0;
    CHECK(sum("clat") == std::pair{uint64_t{64}, job.read().clat.sum + job.write().clat.sum});
    CHECK(sum("slat") ==
          std::pair{uint64_t{synchronous ? 0U : 64U}, job.read().slat.sum + job.write().slat.sum});
    if (!synchronous) CHECK(sum("lat") == std::pair{uint64_t{64}, job.read().lat.sum + job.write().lat.sum});
    CHECK(sum("lat").first == 64);
  }
}

TEST_CASE("a ramp is not in the latency logs") {
  const ScratchDirectory directory;
  write_zeros(directory, 64 * 4096);
  JobUnderTest job(directory);
  job.spec.ramp_ns = 3600ULL * 1'000'000'000;
  job.spec.logs.latency_prefix = job.texts.keep(directory.file("log"));
  job.run();
  CHECK(job.completed() == 64);
  CHECK(directory.read("log_clat.1.log").empty());
}

TEST_CASE("buckets of slat and lat are counted where they are wanted") {
  for (const char* engine : {"psync", "libaio"}) {
    const ScratchDirectory directory;
    write_zeros(directory, 64 * 4096);
    JobUnderTest job(directory);
    job.use_engine(engine);
    job.spec.workload = Workload::kRandReadWrite;
    job.count_latency_buckets();
    job.run();
    SKIP_IF_REFUSED(job);
    const auto total = [](const uint64_t(&tables)[kDirections][kBuckets]) {
      uint64_t sum = 0;
      for (const auto& table : tables) {
        for (const uint64_t count : table) sum += count;
      }
      return sum;
    };
    const bool synchronous = strcmp(engine, "psync") == 0;
    CHECK(total(job.latency_buckets->lat) == 64);
    CHECK(total(job.latency_buckets->slat) == (synchronous ? 0 : 64));
  }
}

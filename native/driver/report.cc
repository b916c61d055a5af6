#include "driver/report.h"

#include <cinttypes>
#include <cstdio>
#include <cstring>

#include "core/engine/table.h"
#include "core/measure/record.h"

namespace vfload::driver {
namespace {

void print_sums(const char* name, const Sums& sums) {
  const double mean = sums.count == 0 ? 0.0 : static_cast<double>(sums.sum) / static_cast<double>(sums.count);
  printf(", \"%s\": {\"N\": %" PRIu64 ", \"min\": %" PRIu64 ", \"max\": %" PRIu64 ", \"mean\": %.1f}", name,
         sums.count, sums.count == 0 ? 0 : sums.min, sums.max, mean);
}

void print_direction(const char* name, DirectionStatistics statistics, uint64_t runtime_ns) {
  complete_lat(statistics);
  const double seconds = static_cast<double>(runtime_ns) / 1e9;
  const double per_second = seconds > 0 ? 1 / seconds : 0;
  printf(",\n  \"%s\": {\"bytes\": %" PRIu64 ", \"issued\": %" PRIu64 ", \"completed\": %" PRIu64
         ", \"short\": %" PRIu64 ", \"failed\": %" PRIu64 ", \"runtime_ns\": %" PRIu64
         ", \"bw_bytes\": %.0f, \"iops\": %.1f",
         name, statistics.bytes, statistics.issued, statistics.completed, statistics.short_ios,
         statistics.failed_ios, runtime_ns, static_cast<double>(statistics.bytes) * per_second,
         static_cast<double>(statistics.issued) * per_second);
  print_sums("slat_ns", statistics.slat);
  print_sums("clat_ns", statistics.clat);
  print_sums("lat_ns", statistics.lat);
  printf("}");
}

void print_levels(const char* name, const uint64_t (&levels)[kDepthLevels]) {
  printf(",\n  \"%s\": [", name);
  for (uint32_t i = 0; i < kDepthLevels; ++i) printf(i == 0 ? "%" PRIu64 : ", %" PRIu64, levels[i]);
  printf("]");
}

}  // namespace

void print_job(const JobContext& job, int wait_status, const ProgressTrace* trace) {
  const JobStatistics& statistics = *job.statistics;
  printf("{\"job\": %u, \"ioengine\": \"%s\", \"wait_status\": %d, \"clock\": \"%s\"", job.spec->job_number,
         engine_table()[job.spec->engine].name, wait_status,
         job.control->clock.uses_tsc() ? "tsc" : "kernel");
  printf(", \"error\": %d, \"error_text\": \"%s\", \"where\": %u, \"offset\": %" PRIu64
         ", \"io_bytes\": %" PRIu64,
         job.failure->error, job.failure->error == 0 ? "" : strerror(job.failure->error), job.failure->where,
         job.failure->offset, job.failure->io_bytes);
  print_direction("read", statistics.direction[0], statistics.runtime_ns[0]);
  print_direction("write", statistics.direction[1], statistics.runtime_ns[1]);
  printf(",\n  \"passes\": %" PRIu64 ", \"job_runtime_ns\": %" PRIu64, statistics.passes,
         statistics.job_runtime_ns);
  print_sums("sync_ns", statistics.sync_lat);
  print_levels("iodepth_level", statistics.depth_level);
  print_levels("iodepth_submit", statistics.submit_batch);
  print_levels("iodepth_complete", statistics.complete_batch);
  if (trace != nullptr) trace->print();
  const ResourceUse& used = statistics.resources;
  printf(",\n  \"user_us\": %" PRIu64 ", \"system_us\": %" PRIu64 ", \"voluntary_switches\": %" PRIu64
         ", \"involuntary_switches\": %" PRIu64 ", \"minor_faults\": %" PRIu64 ", \"major_faults\": %" PRIu64
         "}",
         used.user_us, used.system_us, used.voluntary_switches, used.involuntary_switches, used.minor_faults,
         used.major_faults);
}

}  // namespace vfload::driver

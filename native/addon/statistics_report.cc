#include "addon/statistics_report.h"

#include <cstring>

#include "core/engine/table.h"
#include "core/job/account.h"
#include "core/measure/histogram.h"
#include "core/measure/record.h"
#include "core/offset/policy.h"

namespace vfload::addon {

namespace {

Napi::Number number(Napi::Env env, uint64_t value) {
  return Napi::Number::New(env, static_cast<double>(value));
}

Napi::BigUint64Array counts(Napi::Env env, const uint64_t* values, size_t count) {
  auto array = Napi::BigUint64Array::New(env, count);
  memcpy(array.Data(), values, count * sizeof(uint64_t));
  return array;
}

Napi::Object report_sums(Napi::Env env, const Sums& sums) {
  auto object = Napi::Object::New(env);
  object.Set("count", number(env, sums.count));
  object.Set("min", sums.count == 0 ? env.Undefined() : Napi::Value(number(env, sums.min)));
  object.Set("max", number(env, sums.max));
  object.Set("sum", Napi::BigInt::New(env, sums.sum));
  const uint64_t words[] = {static_cast<uint64_t>(sums.squares), static_cast<uint64_t>(sums.squares >> 64)};
  object.Set("squares", Napi::BigInt::New(env, 0, 2, words));
  return object;
}

Napi::Object report_direction(Napi::Env env, const JobStatistics& statistics, const LatencyBuckets* buckets,
                              const EngineFlags& engine, int index) {
  const DirectionStatistics& measured = statistics.direction[index];
  auto object = Napi::Object::New(env);
  object.Set("bytes", number(env, measured.bytes));
  object.Set("issued", number(env, measured.issued));
  object.Set("completed", number(env, measured.completed));
  object.Set("shortIos", number(env, measured.short_ios));
  object.Set("failedIos", number(env, measured.failed_ios));
  object.Set("slat", report_sums(env, measured.slat));
  object.Set("clat", report_sums(env, measured.clat));
  object.Set("lat", report_sums(env, measured.lat));
  object.Set("clatBuckets", counts(env, measured.clat_buckets, kBuckets));
  const auto counted = [&](const uint64_t(*tables)[kBuckets]) {
    return tables == nullptr ? env.Undefined() : Napi::Value(counts(env, tables[index], kBuckets));
  };
  object.Set("slatBuckets", counted(buckets == nullptr ? nullptr : buckets->slat));
  object.Set("latBuckets", counted(buckets == nullptr ? nullptr : buckets->lat));
  uint64_t classes[kLatencyClasses] = {};
  if (!engine.opens_are_measured) latency_classes(measured, classes);
  object.Set("latencyClasses", counts(env, classes, kLatencyClasses));
  object.Set("runtimeNs", number(env, statistics.runtime_ns[index]));
  object.Set("bwSamples", report_sums(env, statistics.bw_samples[index]));
  object.Set("iopsSamples", report_sums(env, statistics.iops_samples[index]));
  return object;
}

Napi::Object report_resources(Napi::Env env, const ResourceUse& use) {
  auto object = Napi::Object::New(env);
  object.Set("userUs", number(env, use.user_us));
  object.Set("systemUs", number(env, use.system_us));
  object.Set("voluntarySwitches", number(env, use.voluntary_switches));
  object.Set("involuntarySwitches", number(env, use.involuntary_switches));
  object.Set("minorFaults", number(env, use.minor_faults));
  object.Set("majorFaults", number(env, use.major_faults));
  return object;
}

Napi::Array report_kept_errors(Napi::Env env, const JobStatistics& statistics, const JobSpec& spec) {
  const char* const first = has_trims(spec.workload) ? "trim" : "read";
  auto list = Napi::Array::New(env);
  for (uint32_t index = 0; index < statistics.kept_errors; ++index) {
    const KeptError& kept = statistics.kept[index];
    auto object = Napi::Object::New(env);
    object.Set("direction", kept.direction == Direction::kRead ? first : "write");
    object.Set("filename", file_as_given(spec, kept.file));
    object.Set("offset", number(env, kept.offset));
    object.Set("bytes", number(env, kept.bytes));
    object.Set("errno", number(env, kept.error));
    list.Set(index, object);
  }
  return list;
}

}  // namespace

Napi::Object report_statistics(Napi::Env env, const JobStatistics& shared, const LatencyBuckets* buckets,
                               const JobSpec& spec) {
  const EngineFlags& engine = engine_table()[spec.engine].flags;
  const bool trims = has_trims(spec.workload);
  // A copy: a job that was abandoned may wake up and go on counting.
  JobStatistics statistics = shared;
  // Opens have a clat alone.
  if (!engine.opens_are_measured) {
    for (DirectionStatistics& direction : statistics.direction) complete_lat(direction);
  }
  complete_depths(statistics);
  auto object = Napi::Object::New(env);
  const auto report = [&](Direction direction) {
    return report_direction(env, statistics, buckets, engine, static_cast<int>(direction));
  };
  const JobStatistics nothing = {};
  object.Set("read", trims ? report_direction(env, nothing, nullptr, engine, 0) : report(Direction::kRead));
  object.Set("write", report(Direction::kWrite));
  object.Set("trim", trims ? Napi::Value(report(Direction::kRead)) : env.Undefined());
  object.Set("syncLat", report_sums(env, statistics.sync_lat));
  object.Set("syncBuckets", counts(env, statistics.sync_buckets, kBuckets));
  object.Set("depthLevel", counts(env, statistics.depth_level, kDepthLevels));
  object.Set("submitBatch", counts(env, statistics.submit_batch, kDepthLevels));
  object.Set("completeBatch", counts(env, statistics.complete_batch, kDepthLevels));
  object.Set("jobRuntimeNs", number(env, statistics.job_runtime_ns));
  object.Set("passes", number(env, statistics.passes));
  object.Set("depth", number(env, statistics.depth));
  object.Set("errors", number(env, statistics.errors));
  object.Set("firstError", number(env, statistics.first_error));
  object.Set("keptErrors", report_kept_errors(env, statistics, spec));
  object.Set("resources", report_resources(env, statistics.resources));
  return object;
}

const char* file_as_given(const JobSpec& spec, uint32_t file) {
  if (spec.files.list == nullptr) return spec.filename;
  const JobFile& listed = spec.files.list[file];
  return spec.files.anywhere ? listed.name : listed.path;
}

}  // namespace vfload::addon

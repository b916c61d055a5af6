#include "addon/request/pacing.h"

#include "addon/request.h"
#include "core/job/spec.h"
#include "core/offset/policy.h"

namespace vfload::addon {

namespace {

constexpr uint64_t kNsPerUs = 1000;
constexpr uint64_t kNsPerMs = 1'000'000;

DirectionRates read_rates(const Napi::Object& from) {
  return {
      .bytes_per_s = read_integer(from, "bytesPerSecond"),
      .min_bytes_per_s = read_integer(from, "minBytesPerSecond"),
      .min_ios_per_s = read_integer(from, "minIosPerSecond"),
  };
}

void read_target(const Napi::Value& target, LatencyTargetSpec* spec) {
  if (!target.IsObject()) return;
  const Napi::Object from = target.ToObject();
  *spec = {
      .latency_ns = read_integer(from, "latencyNs"),
      .window_ns = read_integer(from, "windowUs") * kNsPerUs,
      .percentile = from.Get("percentile").As<Napi::Number>().DoubleValue(),
      .keeps_on = read_bool(from, "keepsOn"),
  };
}

}  // namespace

void read_pacing(const Napi::Value& pacing, JobSpec* job) {
  if (!pacing.IsObject()) return;
  PacingSpec* const spec = &job->pacing;
  const Napi::Object from = pacing.ToObject();
  const auto rates = from.Get("rates").As<Napi::Array>();
  for (uint32_t direction = 0; direction < kDirections; ++direction) {
    const uint32_t place = fio_direction(job->workload, static_cast<Direction>(direction));
    spec->rates[direction] = read_rates(rates.Get(place).ToObject());
  }
  const bool poisson = read_text(from, "rateProcess") == "poisson";
  spec->rate_process = poisson ? RateProcess::kPoisson : RateProcess::kLinear;
  spec->rate_ignore_thinktime = read_bool(from, "rateIgnoreThinktime");
  spec->rate_cycle_ns = read_integer(from, "rateCycleMs") * kNsPerMs;
  spec->think_ns = read_integer(from, "thinktimeUs") * kNsPerUs;
  spec->think_spin_ns = read_integer(from, "thinktimeSpinUs") * kNsPerUs;
  spec->think_blocks = read_integer(from, "thinktimeBlocks");
  spec->think_counts_issued = read_text(from, "thinktimeBlocksType") == "issue";
  spec->think_io_ns = read_integer(from, "thinktimeIotimeUs") * kNsPerUs;
  spec->max_latency_ns = read_integer(from, "maxLatencyUs") * kNsPerUs;
  read_target(from.Get("latencyTarget"), &spec->target);
}

}  // namespace vfload::addon

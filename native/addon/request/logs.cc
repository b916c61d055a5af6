#include "addon/request/logs.h"

#include "addon/request.h"

namespace vfload::addon {

void read_logs(const Napi::Value& logs, SpecMemory& memory, LogSpec* spec) {
  if (!logs.IsObject()) return;
  const Napi::Object from = logs.ToObject();
  spec->bandwidth_prefix = memory.text(from, "bandwidthPrefix", kMaxLogPrefixBytes);
  spec->latency_prefix = memory.text(from, "latencyPrefix", kMaxLogPrefixBytes);
  spec->iops_prefix = memory.text(from, "iopsPrefix", kMaxLogPrefixBytes);
  spec->histogram_prefix = memory.text(from, "histogramPrefix", kMaxLogPrefixBytes);
  spec->window_ms = static_cast<uint32_t>(read_integer(from, "windowMs"));
  spec->histogram_ms = static_cast<uint32_t>(read_integer(from, "histogramMs"));
  spec->histogram_coarseness = static_cast<uint32_t>(read_integer(from, "histogramCoarseness"));
  spec->ioprio = static_cast<uint16_t>(read_integer(from, "ioprio"));
  spec->maximum = read_bool(from, "maximum");
  spec->offset = read_bool(from, "offset");
  spec->prio = read_bool(from, "prio");
  const Napi::Value clock = from.Get("epochClock");
  spec->epoch_clock = clock.IsNumber() ? clock.As<Napi::Number>().Int32Value() : LogSpec::kJobTime;
  spec->shared = read_bool(from, "shared");
}

}  // namespace vfload::addon

#include "addon/request/flow.h"

#include <algorithm>

#include "addon/request.h"

namespace vfload::addon {

bool read_flows(const Napi::Array& jobs, Work& work) {
  constexpr uint64_t kNsPerUs = 1000;
  uint32_t units = 0;
  for (uint32_t index = 0; index < jobs.Length(); ++index) {
    const Napi::HandleScope scope(jobs.Env());
    const Napi::Value value = jobs.Get(index).ToObject().Get("flow");
    if (!value.IsObject()) continue;
    const auto from = value.As<Napi::Object>();
    FlowSpec& flow = work.jobs[index].spec.flow;
    flow.weight = static_cast<uint32_t>(read_integer(from, "weight"));
    flow.unit = static_cast<uint32_t>(read_integer(from, "unit"));
    flow.sleep_ns = read_integer(from, "sleepUs") * kNsPerUs;
    units = std::max(units, flow.unit + 1);
  }
  return units == 0 || add_flow_units(work, units);
}

}  // namespace vfload::addon

#include "addon/request/steady_state.h"

#include <vector>

#include "addon/request.h"
#include "core/sys/clock.h"

namespace vfload::addon {

namespace {

SteadySpec read_spec(const Napi::Object& unit) {
  return {
      .samples = static_cast<uint32_t>(read_integer(unit, "samples")),
      .measure = read_text(unit, "measure") == "bw" ? SteadyMeasure::kBandwidth : SteadyMeasure::kIops,
      .slope = read_bool(unit, "isSlope"),
      .percent = read_bool(unit, "isPercent"),
      .limit = unit.Get("limit").ToNumber().DoubleValue(),
      .ramp_ns = read_integer(unit, "rampMs") * sys::kNsPerMs,
  };
}

}  // namespace

bool read_steady_units(const Napi::Object& request, Work& work) {
  const Napi::Value value = request.Get("steadyUnits");
  if (!value.IsArray()) return true;
  const auto list = value.As<Napi::Array>();
  std::vector<SteadySpec> specs;
  for (uint32_t index = 0; index < list.Length(); ++index) {
    specs.push_back(read_spec(list.Get(index).ToObject()));
  }
  return add_steady_units(work, specs.data(), list.Length());
}

}  // namespace vfload::addon

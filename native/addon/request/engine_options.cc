#include "addon/request/engine_options.h"

#include "addon/request.h"

namespace vfload::addon {

namespace {

Nonvectored read_nonvectored(const Napi::Value& value) {
  if (!value.IsBoolean()) return Nonvectored::kAsKernelCan;
  return value.ToBoolean() ? Nonvectored::kYes : Nonvectored::kNo;
}

}  // namespace

void read_engine_options(const Napi::Value& options, EngineSpec* spec) {
  if (!options.IsObject()) return;
  const Napi::Object from = options.ToObject();
  spec->hipri = read_bool(from, "hipri");
  spec->sleeping_percent = static_cast<uint8_t>(100 - read_integer(from, "hipriPercentage"));
  spec->uncached = read_bool(from, "uncached");
  spec->nowait = read_bool(from, "nowait");
  spec->huge_pages = read_bool(from, "thp");
  spec->sqthread_poll = read_bool(from, "sqthreadPoll");
  spec->sqthread_cpu_given = from.Get("sqthreadPollCpu").IsNumber();
  if (spec->sqthread_cpu_given) {
    spec->sqthread_cpu = static_cast<uint32_t>(read_integer(from, "sqthreadPollCpu"));
  }
  spec->force_async = static_cast<uint32_t>(read_integer(from, "forceAsync"));
  const std::string stat_type = read_text(from, "statType");
  if (stat_type == "lstat") spec->stat_type = StatType::kLstat;
  if (stat_type == "statx") spec->stat_type = StatType::kStatx;
  spec->nonvectored = read_nonvectored(from.Get("nonvectored"));
}

}  // namespace vfload::addon

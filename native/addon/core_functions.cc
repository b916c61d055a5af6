#include "addon/core_functions.h"

#include <memory>
#include <vector>

#include "addon/instance.h"
#include "addon/request.h"
#include "core/engine/table.h"
#include "core/measure/histogram.h"
#include "core/offset/offset_stream.h"

namespace vfload::addon {

Napi::Value list_engines(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  auto list = Napi::Array::New(env);
  for (const EngineEntry& entry : engine_table()) {
    auto engine = Napi::Object::New(env);
    engine.Set("name", Napi::String::New(env, entry.name));
    engine.Set("synchronous", Napi::Boolean::New(env, entry.flags.synchronous));
    engine.Set("needsWrittenFile", Napi::Boolean::New(env, entry.flags.needs_written_file));
    engine.Set("reads", Napi::Boolean::New(env, entry.flags.reads));
    engine.Set("allocates", Napi::Boolean::New(env, entry.flags.allocates));
    list.Set(list.Length(), engine);
  }
  return list;
}

Napi::Value describe_clock(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const Clock& clock = Instance::of(env).clock();
  auto facts = Napi::Object::New(env);
  facts.Set("source", clock.uses_tsc() ? "tsc" : "clock_gettime");
  facts.Set("tscHz", Napi::Number::New(env, static_cast<double>(clock.tsc_hz)));
  return facts;
}

Napi::Value list_offsets(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const auto spec = std::make_unique<JobSpec>();
  sys::SharedArena arena;
  SpecMemory spec_memory(arena);
  if (!read_job(info[0].ToObject(), "", spec_memory, spec.get()) || !spec_memory.good(env))
    return env.Undefined();
  const auto file_bytes = static_cast<uint64_t>(info[1].ToNumber().DoubleValue());
  const uint32_t wanted = info[2].ToNumber().Uint32Value();
  std::vector<uint64_t> memory(offset_stream_memory_bytes(*spec, file_bytes) / sizeof(uint64_t) + 1);
  std::vector<uint64_t> stream(wanted);
  std::vector<Direction> directions(wanted);
  const uint64_t count = write_offset_stream(*spec, file_bytes, memory.data(), stream, directions);
  auto offsets = Napi::Float64Array::New(env, count);
  auto writes = Napi::Uint8Array::New(env, count);
  for (uint64_t index = 0; index < count; ++index) {
    offsets[index] = static_cast<double>(stream[index]);
    writes[index] = directions[index] == Direction::kWrite ? 1 : 0;
  }
  auto result = Napi::Object::New(env);
  result.Set("offsets", offsets);
  result.Set("writes", writes);
  return result;
}

Napi::Value find_bucket(const Napi::CallbackInfo& info) {
  const auto ns = static_cast<uint64_t>(info[0].ToNumber().DoubleValue());
  return Napi::Number::New(info.Env(), bucket_index(ns));
}

}  // namespace vfload::addon

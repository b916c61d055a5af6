#include "addon/request/process.h"

#include "addon/request.h"

namespace vfload::addon {

namespace {

/// False: the member is undefined.
bool has(const Napi::Object& from, const char* key) { return from.Get(key).IsNumber(); }

void read_memory(const Napi::Object& from, ProcessSpec* spec) {
  const Napi::Value memory = from.Get("memoryPolicy");
  spec->memory_policy_given = memory.IsObject();
  if (!spec->memory_policy_given) return;
  const Napi::Object policy = memory.ToObject();
  spec->memory_policy = static_cast<uint8_t>(read_integer(policy, "mode"));
  const auto nodes = policy.Get("nodes").As<Napi::Array>();
  for (uint32_t index = 0; index < nodes.Length(); ++index) {
    const uint32_t node = nodes.Get(index).As<Napi::Number>().Uint32Value();
    if (node < kMaxNodes) spec->memory_nodes[node / 64] |= uint64_t{1} << (node % 64);
  }
}

}  // namespace

void read_process(const Napi::Value& process, SpecMemory& memory, ProcessSpec* spec) {
  if (!process.IsObject()) return;
  const Napi::Object from = process.ToObject();
  spec->uid_given = has(from, "uid");
  spec->gid_given = has(from, "gid");
  spec->ioprio_given = has(from, "ioprio");
  if (spec->uid_given) spec->uid = static_cast<uint32_t>(read_integer(from, "uid"));
  if (spec->gid_given) spec->gid = static_cast<uint32_t>(read_integer(from, "gid"));
  if (spec->ioprio_given) spec->ioprio = static_cast<uint16_t>(read_integer(from, "ioprio"));
  spec->nice = static_cast<int8_t>(from.Get("nice").ToNumber().Int32Value());
  read_memory(from, spec);
  spec->before = memory.text(from, "before", kMaxCommandBytes);
  spec->after = memory.text(from, "after", kMaxCommandBytes);
}

}  // namespace vfload::addon

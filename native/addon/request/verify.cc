#include "addon/request/verify.h"

#include <algorithm>

#include "addon/request.h"
#include "addon/request/fill.h"
#include "core/job/spec.h"

namespace vfload::addon {

namespace {

// In the order of the values of VerifyMethod, which has none for 6.
constexpr std::array<std::string_view, 20> kMethods = {
    "none",     "meta",   "md5",    "crc64",          "crc32",    "crc32c",   "",
    "crc16",    "crc7",   "sha256", "sha512",         "sha3-224", "sha3-256", "sha3-384",
    "sha3-512", "xxhash", "sha1",   "headed-pattern", "pattern",  "null"};

uint32_t read_uint32(const Napi::Object& from, const char* key) {
  return static_cast<uint32_t>(read_integer(from, key));
}

void read_pattern_offsets(const Napi::Object& from, VerifySpec* spec) {
  const auto list = from.Get("patternOffsets").As<Napi::Array>();
  spec->pattern_offset_count = std::min(list.Length(), kMaxPatternOffsets);
  for (uint32_t index = 0; index < spec->pattern_offset_count; ++index) {
    spec->pattern_offsets[index] = list.Get(index).As<Napi::Number>().Uint32Value();
  }
}

/// nullptr: nothing was loaded, or there is no memory for it.
const SavedState* read_resumed(const Napi::Value& resumed, SpecMemory& memory) {
  auto* state = resumed.IsObject() ? memory.take<SavedState>() : nullptr;
  if (state == nullptr) return nullptr;
  const Napi::Object from = resumed.ToObject();
  state->writes = read_integer(from, "writes");
  state->depth = read_uint32(from, "depth");
  const auto list = from.Get("finished").As<Napi::Array>();
  state->count = std::min(list.Length(), kMaxSavedIos);
  for (uint32_t index = 0; index < state->count; ++index) {
    const Napi::Object io = list.Get(index).ToObject();
    state->io[index] = {read_integer(io, "file"), read_integer(io, "offset")};
  }
  return state;
}

}  // namespace

bool read_verify(const Napi::Value& verify, SpecMemory& memory, VerifySpec* spec) {
  if (!verify.IsObject()) return true;
  const Napi::Object from = verify.ToObject();
  if (!read_word(from, "method", kMethods, &spec->method)) return false;
  spec->reads_back = read_bool(from, "readsBack");
  spec->only = read_bool(from, "only");
  spec->fatal = read_bool(from, "fatal");
  spec->dumps = read_bool(from, "dumps");
  spec->experimental = read_bool(from, "experimental");
  spec->sequence = read_bool(from, "sequence");
  spec->interval = read_uint32(from, "intervalBytes");
  spec->offset = read_uint32(from, "offsetBytes");
  spec->backlog = read_uint32(from, "backlog");
  spec->backlog_batch = read_uint32(from, "backlogBatch");
  spec->min_io_bytes = read_uint32(from, "minIoBytes");
  spec->max_io_bytes = read_uint32(from, "maxIoBytes");
  spec->pattern = read_pattern(from.Get("pattern"), memory);
  read_pattern_offsets(from, spec);
  spec->dump_directory = memory.text(from, "dumpDirectory", kMaxPathBytes);
  spec->state_path = memory.text(from, "statePath", kMaxPathBytes);
  spec->resumed = read_resumed(from.Get("resumed"), memory);
  return true;
}

}  // namespace vfload::addon

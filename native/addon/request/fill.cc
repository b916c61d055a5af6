#include "addon/request/fill.h"

#include <algorithm>
#include <cstring>

#include "addon/request.h"

namespace vfload::addon {

namespace {

// In the order of the enumerations in fill_spec.h.
constexpr std::array<std::string_view, 3> kBases = {"random", "zero", "pattern"};
constexpr std::array<std::string_view, 2> kDedupeModes = {"repeat", "working_set"};
constexpr std::array<std::string_view, 6> kMemoryKinds = {"malloc", "shm",        "shmhuge",
                                                          "mmap",   "mmapshared", "mmaphuge"};

/// A share in percent, where there is one.
bool read_share(const Napi::Object& from, const char* key, uint8_t* percent) {
  if (from.Get(key).IsUndefined()) return false;
  *percent = static_cast<uint8_t>(read_integer(from, key));
  return true;
}

}  // namespace

const Pattern* read_pattern(const Napi::Value& bytes, SpecMemory& memory) {
  auto* pattern = bytes.IsTypedArray() ? memory.take<Pattern>() : nullptr;
  if (pattern == nullptr) return &kNoPattern;
  const auto array = bytes.As<Napi::Uint8Array>();
  pattern->length = static_cast<uint32_t>(std::min<size_t>(array.ByteLength(), kMaxPatternBytes));
  memcpy(pattern->bytes, array.Data(), pattern->length);
  return pattern;
}

bool read_fill(const Napi::Value& fill, SpecMemory& memory, FillSpec* spec) {
  if (!fill.IsObject()) return true;
  const Napi::Object from = fill.ToObject();
  if (!read_word(from, "base", kBases, &spec->base)) return false;
  if (!read_word(from, "dedupeMode", kDedupeModes, &spec->dedupe_mode)) return false;
  if (!read_word(from, "memory", kMemoryKinds, &spec->memory)) return false;
  spec->pattern = read_pattern(from.Get("pattern"), memory);
  spec->compresses = read_share(from, "compressPercentage", &spec->compress_percent);
  spec->compress_chunk = static_cast<uint32_t>(read_integer(from, "compressChunkBytes"));
  spec->deduplicates = read_share(from, "dedupePercentage", &spec->dedupe_percent);
  spec->working_set = read_integer(from, "workingSetBlocks");
  spec->alignment = static_cast<uint32_t>(read_integer(from, "alignmentBytes"));
  spec->huge_page_bytes = read_integer(from, "hugePageBytes");
  spec->locked_bytes = read_integer(from, "lockedBytes");
  return true;
}

}  // namespace vfload::addon

#include "addon/request/generate.h"

#include <array>
#include <string_view>

#include "addon/request.h"
#include "core/offset/policy.h"

namespace vfload::addon {

namespace {

// In the order of the enumerations in generate_spec.h.
constexpr std::array<std::string_view, 3> kGenerators = {"tausworthe", "lfsr", "tausworthe64"};
constexpr std::array<std::string_view, 6> kDistributions = {"random", "zipf",  "pareto",
                                                            "normal", "zoned", "zoned_abs"};
constexpr std::array<std::string_view, 2> kSequencers = {"sequential", "identical"};
constexpr std::array<std::string_view, 6> kServices = {"roundrobin", "sequential", "random",
                                                       "zipf",       "pareto",     "normal"};

uint32_t read_uint32(const Napi::Object& from, const char* key) {
  return static_cast<uint32_t>(read_integer(from, key));
}

double read_double(const Napi::Object& from, const char* key) {
  return from.Get(key).ToNumber().DoubleValue();
}

int64_t read_signed(const Napi::Object& from, const char* key) {
  return static_cast<int64_t>(read_double(from, key));
}

Center read_center(const Napi::Object& from, const char* key) {
  const Napi::Value share = from.Get(key);
  return {share.IsNumber(), share.IsNumber() ? share.As<Napi::Number>().DoubleValue() : 0};
}

/// Calls `use` with each object of the list and its place, up to `most` of them. How many there were.
template <class Use>
uint32_t for_each_object(const Napi::Object& from, const char* key, uint32_t most, Use&& use) {
  const auto list = from.Get(key).As<Napi::Array>();
  const uint32_t count = list.Length() < most ? list.Length() : most;
  for (uint32_t index = 0; index < count; ++index) use(list.Get(index).As<Napi::Object>(), index);
  return count;
}

void read_direction(const Napi::Object& from, int direction, GenerateSpec* spec) {
  LengthSpec& lengths = spec->lengths[direction];
  lengths.min_bytes = read_uint32(from, "minBytes");
  lengths.max_bytes = read_uint32(from, "maxBytes");
  lengths.split_count =
      for_each_object(from, "split", kMaxSplits, [&](const Napi::Object& part, uint32_t index) {
        lengths.split[index] = {read_uint32(part, "bytes"), read_uint32(part, "percent")};
      });
  spec->align_bytes[direction] = read_uint32(from, "alignBytes");
  spec->sequential_percent[direction] = static_cast<uint8_t>(100 - read_integer(from, "percentageRandom"));
  AccessZonesSpec& zones = spec->access_zones[direction];
  zones.count =
      for_each_object(from, "accessZones", kMaxAccessZones, [&](const Napi::Object& zone, uint32_t index) {
        zones.zone[index] = {read_integer(zone, "size"), read_uint32(zone, "accessPercent")};
      });
}

void read_zones(const Napi::Object& from, GenerateSpec* spec) {
  const Napi::Value zones = from.Get("stridedZones");
  spec->strided = zones.IsObject();
  if (!spec->strided) return;
  const auto object = zones.As<Napi::Object>();
  spec->zone_size = read_integer(object, "sizeBytes");
  spec->zone_range = read_integer(object, "rangeBytes");
  spec->zone_skip = read_signed(object, "skipBytes");
}

}  // namespace

bool read_generate(const Napi::Object& job, JobSpec* spec) {
  const Napi::Value value = job.Get("generate");
  if (!value.IsObject()) return true;
  const auto from = value.As<Napi::Object>();
  GenerateSpec* generate = &spec->generate;
  generate->wanted = true;
  if (!read_word(from, "randomGenerator", kGenerators, &generate->generator) ||
      !read_word(from, "distribution", kDistributions, &generate->distribution) ||
      !read_word(from, "sequencer", kSequencers, &generate->sequencer) ||
      !read_word(from, "fileService", kServices, &generate->service)) {
    return false;
  }
  const char* const first = has_trims(spec->workload) ? "trim" : "read";
  read_direction(from.Get(first).As<Napi::Object>(), static_cast<int>(Direction::kRead), generate);
  read_direction(from.Get("write").As<Napi::Object>(), static_cast<int>(Direction::kWrite), generate);
  generate->shortest_bytes = read_uint32(from, "shortestBytes");
  generate->bs_unaligned = read_bool(from, "bsUnaligned");
  generate->bs_is_seq_rand = read_bool(from, "bsIsSeqRand");
  generate->all_repeat = read_bool(from, "allrandrepeat");
  generate->distribution_value = read_double(from, "distributionValue");
  generate->distribution_center = read_center(from, "distributionCenter");
  generate->random_every = read_uint32(from, "randomEvery");
  generate->hole_bytes = read_signed(from, "holeBytes");
  generate->service_ios = read_uint32(from, "serviceIos");
  generate->service_value = read_double(from, "serviceValue");
  generate->service_center = read_center(from, "serviceCenter");
  generate->loops = read_uint32(from, "loops");
  generate->io_size = read_integer(from, "ioSize");
  generate->pass_bytes = read_integer(from, "passBytes");
  generate->number_ios = read_integer(from, "numberIos");
  read_zones(from, generate);
  return true;
}

}  // namespace vfload::addon

#include "addon/verify_report.h"

#include <algorithm>
#include <cstring>

namespace vfload::addon {

namespace {

// In the order of VerifyFault.
constexpr const char* kFaultNames[] = {"",       "magic",      "length", "seed", "offset",
                                       "number", "header-crc", "method", "sum",  "pattern"};

Napi::Value bytes_of(Napi::Env env, const uint8_t* bytes, size_t count) {
  auto array = Napi::Uint8Array::New(env, count);
  memcpy(array.Data(), bytes, count);
  return array;
}

Napi::Value number(Napi::Env env, uint64_t value) {
  return Napi::Number::New(env, static_cast<double>(value));
}

const char* file_name(const JobSlot& slot, uint32_t file) {
  const FilesSpec& files = slot.spec.files;
  return files.list != nullptr && file < files.count ? files.list[file].name : slot.spec.filename;
}

Napi::Object report(Napi::Env env, const JobSlot& slot, const VerifyFailure& failure) {
  auto object = Napi::Object::New(env);
  object.Set("fault", kFaultNames[static_cast<uint32_t>(failure.fault)]);
  object.Set("filename", Napi::String::New(env, file_name(slot, failure.file)));
  object.Set("offset", number(env, failure.offset));
  object.Set("bytes", number(env, failure.length));
  object.Set("ioOffset", number(env, failure.io_offset));
  object.Set("ioBytes", number(env, failure.io_length));
  object.Set("foundMethod", number(env, failure.found_method));
  object.Set("wantedMethod", number(env, failure.wanted_method));
  object.Set("found", Napi::BigInt::New(env, failure.found));
  object.Set("wanted", Napi::BigInt::New(env, failure.wanted));
  object.Set("patternAt", number(env, failure.pattern_at));
  object.Set("storedSum", bytes_of(env, failure.stored_sum, failure.sum_bytes));
  object.Set("foundSum", bytes_of(env, failure.found_sum, failure.sum_bytes));
  object.Set("dumped", Napi::Boolean::New(env, failure.dumped));
  return object;
}

}  // namespace

Napi::Value report_verify_failures(Napi::Env env, const JobSlot& slot) {
  const VerifyFailures& failures = slot.verify_failures;
  if (failures.count == 0) return env.Undefined();
  const auto told = static_cast<uint32_t>(std::min<uint64_t>(failures.count, kMaxVerifyFailures));
  auto list = Napi::Array::New(env, told);
  for (uint32_t index = 0; index < told; ++index) list.Set(index, report(env, slot, failures.first[index]));
  auto object = Napi::Object::New(env);
  object.Set("count", number(env, failures.count));
  object.Set("first", list);
  return object;
}

}  // namespace vfload::addon

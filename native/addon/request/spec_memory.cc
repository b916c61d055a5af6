#include "addon/request/spec_memory.h"

#include "addon/request.h"

namespace vfload::addon {

const char* SpecMemory::text(const Napi::Object& from, const char* key, size_t most_bytes) {
  return text(read_text(from, key), key, most_bytes);
}

const char* SpecMemory::text(const std::string& text, const char* what, size_t most_bytes) {
  if (text.size() < most_bytes) return arena_.take_text(text);
  problem_ = "vfload's addon takes no '" + std::string(what) + "' of " + std::to_string(text.size()) +
             " bytes: " + std::to_string(most_bytes - 1) + " at most";
  return "";
}

bool SpecMemory::good(Napi::Env env) const {
  if (problem_.empty()) return !arena_.failed();
  Napi::TypeError::New(env, problem_).ThrowAsJavaScriptException();
  return false;
}

}  // namespace vfload::addon

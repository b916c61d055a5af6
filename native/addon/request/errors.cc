#include "addon/request/errors.h"

#include <algorithm>

#include "addon/request.h"

namespace vfload::addon {

namespace {

// In the order of ErrorKind.
constexpr const char* kKinds[kErrorKinds] = {"read", "write", "verify"};

}  // namespace

void read_errors(const Napi::Value& errors, ErrorsSpec* spec) {
  if (!errors.IsObject()) return;
  const Napi::Object from = errors.ToObject();
  spec->dump = read_bool(from, "dump");
  for (int kind = 0; kind < kErrorKinds; ++kind) {
    const Napi::Object one = from.Get(kKinds[kind]).ToObject();
    const auto ignored = one.Get("ignored").As<Napi::Array>();
    spec->counted[kind] = read_bool(one, "counted");
    spec->ignored_count[kind] = std::min(ignored.Length(), kMaxIgnoredErrors);
    for (uint32_t index = 0; index < spec->ignored_count[kind]; ++index)
      spec->ignored[kind][index] = static_cast<uint16_t>(ignored.Get(index).As<Napi::Number>().Uint32Value());
  }
}

}  // namespace vfload::addon

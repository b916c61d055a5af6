#include "addon/request/schedule.h"

#include <array>
#include <string_view>

#include "addon/request.h"
#include "core/sys/clock.h"

namespace vfload::addon {

namespace {

// In the order of ExitScope.
constexpr std::array<std::string_view, 4> kScopes = {"none", "group", "stonewall", "all"};

}  // namespace

bool read_schedule(const Napi::Object& job, JobSchedule* schedule) {
  const Napi::Object from = job.Get("schedule").ToObject();
  schedule->shortest_delay_ns = read_integer(from, "shortestDelayMs") * sys::kNsPerMs;
  schedule->longest_delay_ns = read_integer(from, "longestDelayMs") * sys::kNsPerMs;
  schedule->awaited_first = static_cast<uint32_t>(read_integer(from, "awaitedFirst"));
  schedule->awaited_count = static_cast<uint32_t>(read_integer(from, "awaitedCount"));
  schedule->group = static_cast<uint32_t>(read_integer(from, "group"));
  schedule->steady_unit = static_cast<uint32_t>(read_integer(from, "steadyUnit"));
  return read_word(from, "onEnd", kScopes, &schedule->on_end) &&
         read_word(from, "onError", kScopes, &schedule->on_error);
}

}  // namespace vfload::addon

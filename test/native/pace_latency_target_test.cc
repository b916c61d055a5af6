// latency_target: depths that were tried, after windows that kept to the target and windows that did not. The
// sequences are those that fio 3.33 told with --debug=rate.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "core/pace/latency_target.h"

using namespace vfload;

namespace {

constexpr uint64_t kWindowNs = 1000;
constexpr uint64_t kLatencyNs = 100;

/// A target that 90 of 100 I/Os have to keep to, in windows of ten I/Os.
class Search {
 public:
  explicit Search(uint32_t most, bool keeps_on = false, double percentile = 90) {
    target.set_up({kLatencyNs, kWindowNs, percentile, keeps_on}, most);
    target.start(0);
  }

  TargetStep window(uint32_t late) {
    for (uint32_t io = 0; io < 10; ++io) target.completed(io < late ? kLatencyNs + 1 : kLatencyNs, now_ns);
    now_ns += kWindowNs;
    return target.look(now_ns);
  }

  LatencyTarget target;
  uint64_t now_ns = 0;
};

struct Known {
  uint32_t most;
  bool keeps_on;
  const char* windows;  ///< +: kept to the target, -: did not
  std::vector<uint32_t> depths;
};

const Known kKnown[] = {
    {13, false, "++++++", {2, 4, 8, 13, 13, 13}},
    {32, false, "++++-+--+-----", {2, 4, 8, 16, 12, 14, 13, 12, 12, 11, 10, 9, 8, 7}},
    {32, false, "++---+", {2, 4, 3, 2, 1, 1}},
    {4, false, "++-++", {2, 4, 3, 4, 4}},
    {32, true, "++-+++-++++++", {2, 4, 3, 3, 3, 4, 3, 3, 3, 4, 4, 4, 5}},
    {16, true, "++++++++", {2, 4, 8, 16, 16, 16, 16, 16}},
};

}  // namespace

TEST_CASE("latency_target tries the depths that fio 3.33 tries") {
  for (const Known& known : kKnown) {
    Search search(known.most, known.keeps_on);
    std::vector<uint32_t> depths;
    for (const char* window = known.windows; *window != 0; ++window) {
      search.window(*window == '+' ? 1 : 2);
      depths.push_back(search.target.depth());
    }
    CAPTURE(known.windows);
    CHECK(depths == known.depths);
  }
}

TEST_CASE("the depth that is found is measured for one more window, and then the job is over") {
  Search search(2);
  CHECK(search.window(0) == TargetStep::kGoOn);
  CHECK(search.window(0) == TargetStep::kMeasureAnew);
  CHECK(search.window(0) == TargetStep::kEnd);
}

TEST_CASE("a last window that does not keep to the target has another one, and nothing is measured anew") {
  Search search(2);
  search.window(0);
  CHECK(search.window(0) == TargetStep::kMeasureAnew);
  CHECK(search.window(5) == TargetStep::kDrain);
  CHECK(search.window(0) == TargetStep::kGoOn);
  CHECK(search.window(0) == TargetStep::kEnd);
}

TEST_CASE("with latency_run the job never ends") {
  Search search(2, true);
  for (int i = 0; i < 10; ++i) CHECK(search.window(0) == TargetStep::kGoOn);
}

TEST_CASE("at a depth of one a window that does not keep to the target goes on") {
  Search search(8);
  CHECK(search.window(5) == TargetStep::kGoOn);
  CHECK(search.target.depth() == 1);
  // 45 of 50 I/Os only now.
  for (int i = 0; i < 3; ++i) search.window(0);
  CHECK(search.target.depth() == 1);
  search.window(0);
  CHECK(search.target.depth() == 2);
}

TEST_CASE("where all I/Os have to keep to the target, the first that does not makes the depth less") {
  Search search(8, false, 100);
  search.window(0);
  search.window(0);
  CHECK(search.target.depth() == 4);
  CHECK(search.target.completed(kLatencyNs + 1, search.now_ns));
  CHECK(search.target.depth() == 3);
  CHECK(search.target.completed(kLatencyNs + 1, search.now_ns));
  CHECK(search.target.completed(kLatencyNs + 1, search.now_ns));
  CHECK(search.target.depth() == 1);
  CHECK_FALSE(search.target.completed(kLatencyNs + 1, search.now_ns));
}

TEST_CASE("before it starts, as in a ramp, nothing is judged, at a depth of one") {
  LatencyTarget target;
  target.set_up({kLatencyNs, kWindowNs, 100, false}, 8);
  CHECK(target.depth() == 1);
  CHECK(target.completed(kLatencyNs + 1, 0));
  CHECK(target.look(2 * kWindowNs) == TargetStep::kGoOn);
}

// flow: jobs held at a ratio of their I/Os.
#include <doctest/doctest.h>

#include "core/flow/flow_unit.h"

using namespace vfload;

TEST_CASE("a job alone is never ahead") {
  FlowUnit unit = {};
  FlowShare share;
  share.join(&unit, {.weight = 3, .unit = 0, .sleep_ns = 0});
  for (int count = 0; count < 100; ++count) {
    CHECK_FALSE(share.is_ahead());
    share.issued();
  }
}

TEST_CASE("jobs that go on whenever they may come to the ratio of their weights") {
  FlowUnit unit = {};
  FlowShare one;
  FlowShare three;
  one.join(&unit, {.weight = 1, .unit = 0, .sleep_ns = 0});
  three.join(&unit, {.weight = 3, .unit = 0, .sleep_ns = 0});
  int ones = 0;
  int threes = 0;
  for (int turn = 0; turn < 4000; ++turn) {
    if (!one.is_ahead()) ones += 1, one.issued();
    if (!three.is_ahead()) threes += 1, three.issued();
    REQUIRE((!one.is_ahead() || !three.is_ahead()));
  }
  CHECK(ones * 3 >= threes - 3);
  CHECK(ones * 3 <= threes + 3);
}

TEST_CASE("a job that leaves holds up nobody") {
  FlowUnit unit = {};
  FlowShare stays;
  FlowShare leaves;
  stays.join(&unit, {.weight = 1, .unit = 0, .sleep_ns = 0});
  leaves.join(&unit, {.weight = 1000, .unit = 0, .sleep_ns = 0});
  stays.issued();
  CHECK(stays.is_ahead());
  leaves.issued();
  leaves.leave();
  CHECK_FALSE(stays.is_ahead());
  CHECK(unit.issued == 1);
  CHECK(unit.weights == 1);
}

TEST_CASE("a job without a weight joins nothing") {
  FlowShare share;
  share.join(nullptr, {});
  share.issued();
  CHECK_FALSE(share.is_ahead());
  share.leave();
}

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "core/offset/seeds.h"
#include "core/offset/taus258.h"
#include "core/offset/taus88.h"

using namespace vfload;

// fio-semantics B.1.
TEST_CASE("taus88 is seeded and warmed up as fio does it") {
  struct Known {
    uint32_t seed;
    Taus88::State state;
    uint32_t first;
  };
  const Known known[] = {
      {0xb1899bed, {0xccb9ad3d, 0x05a327f8, 0x137e67c8}, 259043585},
      {0x631337da, {0x4580cf06, 0x30d8d0a7, 0x0476a022}, 1094293889},
      {0xb256008f, {0xa4a8cb5b, 0xeb2caa9a, 0x485ee230}, 4196289317},
  };
  for (const Known& expected : known) {
    Taus88 generator = Taus88::seeded(expected.seed);
    CHECK(generator.state().a == expected.state.a);
    CHECK(generator.state().b == expected.state.b);
    CHECK(generator.state().c == expected.state.c);
    CHECK(generator.next() == expected.first);
  }
}

namespace {

template <typename Generator>
void check_draws(Generator generator, std::istream& draws) {
  for (uint64_t expected = 0; draws >> expected;) CHECK(generator.next() == expected);
}

}  // namespace

// lib/plan/tausworthe.ts is held to the same file.
TEST_CASE("each generator draws what is known of it") {
  std::ifstream known(VFLOAD_KNOWN_DRAWS);
  int lines = 0;
  for (std::string line; std::getline(known, line);) {
    if (line.empty() || line.front() == '#') continue;
    CAPTURE(line);
    std::istringstream words(line);
    std::string name;
    uint64_t seed = 0;
    words >> name >> seed;
    if (name == "taus88") {
      check_draws(Taus88::seeded(static_cast<uint32_t>(seed)), words);
    } else {
      check_draws(Taus258::seeded(seed), words);
    }
    lines += 1;
  }
  CHECK(lines > 5);
}

TEST_CASE("taus88 keeps its components out of their fixed points for every small seed") {
  for (uint32_t seed = 0; seed < 1000; ++seed) {
    const Taus88::State state = Taus88::seeded(seed).state();
    CHECK((state.a & 0xfffffffeU) != 0);
    CHECK((state.b & 0xfffffff8U) != 0);
    CHECK((state.c & 0xfffffff0U) != 0);
  }
}

TEST_CASE("the seed table has fio's values") {
  static JobSpec spec;
  spec = {};
  spec.compat = FioCompat::kCurrent;
  spec.randrepeat = true;
  spec.job_number = 1;
  CHECK(stream_seed(spec, Stream::kBlockSizeRead) == 0x52780a68adbc0089);
  CHECK(stream_seed(spec, Stream::kBlockSizeWrite) == 0x2a2f6621592b008a);
  CHECK(stream_seed(spec, Stream::kVerify) == 0x7baf221db009008c);
  CHECK(stream_seed(spec, Stream::kMix) == 0x22b582615b78008d);
  CHECK(stream_seed(spec, Stream::kFile) == 0x3c14397e06e7008e);
  CHECK(stream_seed(spec, Stream::kOffset) == 0x5e6a4773b256008f);
}

TEST_CASE("which seed is used follows randseed, randrepeat and fio's version") {
  static JobSpec spec;
  spec = {};
  spec.job_number = 3;
  spec.randseed = 0x89;

  SUBCASE("3.33 with randrepeat ignores randseed for offsets, and for nothing else") {
    spec.compat = FioCompat::k333;
    spec.randrepeat = true;
    const uint64_t mix = stream_seed(spec, Stream::kMix);
    CHECK(stream_seed(spec, Stream::kOffset) == 0xb1899bedULL * 3);
    spec.randseed_given = true;
    spec.randseed = 7;
    CHECK(stream_seed(spec, Stream::kOffset) == 0xb1899bedULL * 3);
    CHECK(stream_seed(spec, Stream::kMix) != mix);
  }
  SUBCASE("without randrepeat both versions take it") {
    spec.randseed_given = true;
    spec.randseed = 7;
    spec.compat = FioCompat::k333;
    const uint64_t old = stream_seed(spec, Stream::kOffset);
    spec.compat = FioCompat::kCurrent;
    CHECK(stream_seed(spec, Stream::kOffset) == old);
    spec.randseed = 8;
    CHECK(stream_seed(spec, Stream::kOffset) != old);
  }
  SUBCASE("what randseed holds counts as entropy when randrepeat is off and none was given") {
    spec.randseed = 1234567;
    const uint64_t one = stream_seed(spec, Stream::kOffset);
    spec.randseed = 7654321;
    CHECK(stream_seed(spec, Stream::kOffset) != one);
  }
  SUBCASE("with randrepeat and none given randseed is not looked at") {
    spec.compat = FioCompat::kCurrent;
    spec.randrepeat = true;
    const uint64_t standard = stream_seed(spec, Stream::kOffset);
    spec.randseed = 99;
    CHECK(stream_seed(spec, Stream::kOffset) == standard);
  }
}

// Drawn with fio 3.33: random_generator=tausworthe64, randread, 512-byte blocks, 4 TiB, offsets in bytes.
TEST_CASE("taus258 draws what fio's tausworthe64 draws") {
  Taus258 generator = Taus258::seeded(0xb1899bedULL);
  const double blocks = 0x1p33;
  constexpr uint64_t kOffsets[] = {4127280162304, 115635183616, 354781105664};
  for (const uint64_t offset : kOffsets) {
    CHECK(static_cast<uint64_t>(blocks * (static_cast<double>(generator.next()) * Taus258::kScale)) ==
          offset / 512);
  }
}

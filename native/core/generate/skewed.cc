#include "core/generate/skewed.h"

#include <bit>
#include <cmath>
#include <cstring>

namespace vfload {

namespace {

constexpr uint64_t kScatter = 0x61C8864680B583EBULL;
constexpr uint64_t kMaxZetaTerms = 10'000'000;
constexpr int kNormalDraws = 12;

double zeta(uint64_t choices, double theta) {
  const uint64_t terms = choices < kMaxZetaTerms ? choices : kMaxZetaTerms;
  double sum = 0;
  for (uint64_t term = 1; term <= terms; ++term) sum += std::pow(1.0 / static_cast<double>(term), theta);
  return sum;
}

}  // namespace

void Skewed::set_up(const SkewSpec& spec, uint32_t seed, const Skewed* like) {
  spec_ = spec;
  switch (spec.distribution) {
    case Distribution::kZipf:
      zeta_of_two_ = std::pow(1.0, spec.value) + std::pow(0.5, spec.value);
      zeta_ = like != nullptr && like->spec_.choices == spec.choices ? like->zeta_
                                                                     : zeta(spec.choices, spec.value);
      break;
    case Distribution::kPareto:
      power_ = std::log(spec.value) / std::log(1.0 - spec.value);
      break;
    default: {
      const auto wanted =
          static_cast<uint64_t>(std::ceil(static_cast<double>(spec.choices) * spec.value / 100.0));
      deviation_ = wanted > spec.choices / 2 ? spec.choices / 2 : wanted;
    }
  }
  restart(seed);
}

void Skewed::restart(uint32_t seed) {
  generator_ = Taus88::seeded(seed);
  const auto choices = static_cast<double>(spec_.choices);
  if (spec_.distribution == Distribution::kNormal) {
    // A shift to the left wraps in 32 bits, as seen with fio 3.33.
    shift_ = !spec_.center.given
                 ? 0
                 : static_cast<uint32_t>(static_cast<int64_t>(choices * (spec_.center.share - 0.5)));
  } else {
    shift_ = generator_.next();
    if (spec_.center.given)
      shift_ = static_cast<uint32_t>(static_cast<uint64_t>(choices * spec_.center.share));
  }
}

double Skewed::unit_draw() {
  return static_cast<double>(generator_.next()) / static_cast<double>(UINT32_MAX);
}

uint64_t Skewed::next() {
  switch (spec_.distribution) {
    case Distribution::kZipf:
      return next_zipf();
    case Distribution::kPareto:
      return next_pareto();
    default:
      return next_normal();
  }
}

uint64_t Skewed::next_zipf() {
  const auto choices = static_cast<double>(spec_.choices);
  const double theta = spec_.value;
  const double alpha = 1.0 / (1.0 - theta);
  const double eta = (1.0 - std::pow(2.0 / choices, 1.0 - theta)) / (1.0 - zeta_of_two_ / zeta_);
  const double share = unit_draw();
  const double scaled = share * zeta_;
  uint64_t rank = 1;
  if (scaled >= 1.0) {
    rank = scaled < 1.0 + std::pow(0.5, theta)
               ? 2
               : 1 + static_cast<uint64_t>(choices * std::pow(eta * share - eta + 1.0, alpha));
  }
  rank -= 1;
  if (spec_.scattered) rank *= kScatter;
  return (rank + shift_) % spec_.choices;
}

uint64_t Skewed::next_pareto() {
  const double share = unit_draw();
  auto rank = static_cast<uint64_t>(static_cast<double>(spec_.choices - 1) * std::pow(share, power_));
  if (spec_.scattered) rank *= kScatter;
  return (rank + shift_) % spec_.choices;
}

uint64_t Skewed::next_normal() {
  uint64_t sum = 0;
  for (int draw = 0; draw < kNormalDraws; ++draw) sum += generator_.next() % (spec_.choices + 1);
  sum = (sum + kNormalDraws - 1) / kNormalDraws;
  if (deviation_ != 0) {
    const double share = static_cast<double>(generator_.next()) * Taus88::kScale;
    auto jitter = static_cast<int64_t>(static_cast<uint64_t>(static_cast<double>(deviation_) * share)) -
                  static_cast<int64_t>(deviation_ / 2);
    while (jitter + static_cast<int64_t>(sum) >= static_cast<int64_t>(spec_.choices) ||
           jitter + static_cast<int64_t>(sum) < 0) {
      jitter /= 2;
      if (jitter == 0) break;
    }
    sum += static_cast<uint64_t>(jitter);
  }
  if (spec_.scattered) sum *= kScatter;
  return (sum + shift_) % spec_.choices;
}

uint32_t name_hash(const char* name) {
  constexpr uint32_t kStart = 0x61C88647U;
  const auto* key = reinterpret_cast<const uint8_t*>(name);
  auto left = static_cast<uint32_t>(std::strlen(name));
  uint32_t a = kStart + left;
  uint32_t b = a;
  uint32_t c = a;
  for (; left > 12; left -= 12, key += 12) {
    // Single bytes where the published hash takes words: fio-semantics 3.4.
    a += key[0];
    b += key[4];
    c += key[8];
    a = (a - c) ^ std::rotl(c, 4), c += b;
    b = (b - a) ^ std::rotl(a, 6), a += c;
    c = (c - b) ^ std::rotl(b, 8), b += a;
    a = (a - c) ^ std::rotl(c, 16), c += b;
    b = (b - a) ^ std::rotl(a, 19), a += c;
    c = (c - b) ^ std::rotl(b, 4), b += a;
  }
  if (left == 0) return c;
  uint32_t words[3] = {};
  for (uint32_t i = 0; i < left; ++i) words[i / 4] += static_cast<uint32_t>(key[i]) << (8 * (i % 4));
  a += words[0];
  b += words[1];
  c += words[2];
  c = (c ^ b) - std::rotl(b, 14);
  a = (a ^ c) - std::rotl(c, 11);
  b = (b ^ a) - std::rotl(a, 25);
  c = (c ^ b) - std::rotl(b, 16);
  a = (a ^ c) - std::rotl(c, 4);
  b = (b ^ a) - std::rotl(a, 14);
  c = (c ^ b) - std::rotl(b, 24);
  return c;
}

}  // namespace vfload

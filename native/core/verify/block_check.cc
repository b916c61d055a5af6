#include "core/verify/block_check.h"

#include <algorithm>
#include <cstring>

#include "core/fill/fill_spec.h"
#include "core/verify/block_contents.h"
#include "core/verify/method.h"

namespace vfload {

namespace {

bool is_known(uint16_t method) {
  return method >= static_cast<uint16_t>(VerifyMethod::kMeta) &&
         method < static_cast<uint16_t>(VerifyMethod::kPattern) && method != 6;
}

/// In fio's order: the first thing that is wrong is what is told.
bool check_header(const JobSpec& spec, const BlockExpectation& expected, const uint8_t* interval,
                  const BlockHeader& header, VerifyFailure& failure) {
  const auto wrong = [&failure](VerifyFault fault, uint64_t found, uint64_t wanted) {
    failure.fault = fault;
    failure.found = found;
    failure.wanted = wanted;
    return false;
  };
  if (header.magic != kBlockMagic) return wrong(VerifyFault::kMagic, header.magic, kBlockMagic);
  if (header.bytes != failure.length) return wrong(VerifyFault::kLength, header.bytes, failure.length);
  if (expected.checks_seed && header.seed != expected.seed) {
    return wrong(VerifyFault::kSeed, header.seed, expected.seed);
  }
  if (header.offset != failure.offset) return wrong(VerifyFault::kOffset, header.offset, failure.offset);
  if (expected.checks_number && header.number != stored_number(spec.compat, expected.number)) {
    return wrong(VerifyFault::kNumber, header.number, stored_number(spec.compat, expected.number));
  }
  const uint32_t crc = header_crc(spec.compat, interval);
  if (header.crc != crc) return wrong(VerifyFault::kHeaderCrc, header.crc, crc);
  if (!is_known(header.method)) {
    return wrong(VerifyFault::kMethod, header.method, static_cast<uint16_t>(spec.verify.method));
  }
  return true;
}

bool check_sum(ChecksumKind kind, size_t stored_at, size_t data_at, const uint8_t* interval,
               VerifyFailure& failure) {
  failure.sum_bytes = static_cast<uint32_t>(checksum_bytes(kind));
  // Of a header of another method the place of the sum may reach into the data, or beyond it.
  const size_t bytes = std::min<size_t>(failure.sum_bytes, failure.length - stored_at);
  memcpy(failure.stored_sum, interval + stored_at, bytes);
  memcpy(failure.found_sum, failure.stored_sum, sizeof failure.found_sum);
  checksum(kind, {interval + data_at, failure.length - data_at}, failure.found_sum);
  if (memcmp(failure.stored_sum, failure.found_sum, failure.sum_bytes) == 0) return true;
  failure.fault = VerifyFault::kSum;
  return false;
}

/// The pattern goes through the whole I/O, under its headers.
bool check_pattern(const VerifySpec& spec, const BlockExpectation& expected, uint32_t at, size_t data_at,
                   const uint8_t* interval, VerifyFailure& failure) {
  const Pattern pattern = pattern_at(spec, expected.offset);
  size_t place = (at + data_at) % pattern.length;
  for (size_t byte = data_at; byte < failure.length; ++byte) {
    if (interval[byte] != pattern.bytes[place]) {
      failure.fault = VerifyFault::kPattern;
      failure.found = interval[byte];
      failure.wanted = pattern.bytes[place];
      failure.pattern_at = static_cast<uint32_t>(byte - data_at);
      return false;
    }
    if (++place == pattern.length) place = 0;
  }
  return true;
}

/// Behind a header: where there is no sum, the pattern tells whether the data is right.
bool compares_pattern(const VerifySpec& spec) {
  return spec.method == VerifyMethod::kHeadedPattern ||
         (spec.method == VerifyMethod::kMeta && spec.pattern->length != 0);
}

}  // namespace

bool check_interval(const JobSpec& spec, const BlockExpectation& expected, uint32_t at, uint8_t* interval,
                    VerifyFailure& failure) {
  const VerifyMethod method = spec.verify.method;
  const uint32_t step = interval_bytes(spec.verify, expected.length);
  failure = {};
  failure.file = expected.file;
  failure.offset = expected.offset + at;
  failure.length = std::min(step, expected.length - at);
  failure.io_offset = expected.offset;
  failure.io_length = expected.length;
  failure.wanted_method = static_cast<uint16_t>(method);
  if (method == VerifyMethod::kNull) return true;
  if (method == VerifyMethod::kPattern) {
    return check_pattern(spec.verify, expected, at, 0, interval, failure);
  }
  const size_t head = head_bytes(spec.compat, method);
  move_header(spec.verify, head, interval);
  const BlockHeader header = get_header(spec.compat, interval);
  failure.found_method = header.method;
  if (!check_header(spec, expected, interval, header, failure)) return false;
  // Where the data begins is as the header says, even if it is of another method than the job's, as in fio.
  const size_t data_at =
      std::min<size_t>(head_bytes(spec.compat, static_cast<VerifyMethod>(header.method)), failure.length);
  if (compares_pattern(spec.verify)) {
    return check_pattern(spec.verify, expected, at, data_at, interval, failure);
  }
  const std::optional<ChecksumKind> sum = sum_of(method);
  return !sum.has_value() || check_sum(*sum, header_bytes(spec.compat), data_at, interval, failure);
}

}  // namespace vfload

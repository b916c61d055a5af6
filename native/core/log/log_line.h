// A line of the bw, iops, lat, clat and slat logs (fio-semantics 5.6).
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/job/spec.h"
#include "core/log/log_spec.h"
#include "core/log/text.h"

namespace vfload {

/// What a line says. Of a window it says neither length nor offset: both are 0.
struct LogLine {
  uint64_t time_ms;
  uint64_t value;
  uint32_t direction;  ///< fio's number of it
  uint64_t bytes;
  uint64_t offset;
};

inline constexpr size_t kMaxLogLineBytes = 5 * (kMaxDigits + 2) + 8;

/// `time, value, direction, bytes[, offset], priority`. Returns where it ends: at most kMaxLogLineBytes on.
inline char* put_line(char* at, const LogLine& line, const LogSpec& spec) {
  at = put_text(put_number(at, line.time_ms), ", ");
  at = put_text(put_number(at, line.value), ", ");
  at = put_text(put_number(at, line.direction), ", ");
  at = put_text(put_number(at, line.bytes), ", ");
  if (spec.offset) at = put_text(put_number(at, line.offset), ", ");
  if (spec.prio) {
    at = put_hex4(at, spec.ioprio);
  } else {
    // Whether the class is IOPRIO_CLASS_RT: all that fio tells without log_prio.
    constexpr int kClassShift = 13;
    *at++ = spec.ioprio >> kClassShift == 1 ? '1' : '0';
  }
  *at++ = '\n';
  return at;
}

}  // namespace vfload

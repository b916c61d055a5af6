#include "driver/progress.h"

#include <cinttypes>
#include <cstdio>

namespace vfload::driver {

void ProgressTrace::print() const {
  printf(",\n  \"progress\": [");
  const char* separator = "";
  for (const Reading& reading : readings_) {
    printf("%s[%" PRIu64 ", %" PRIu64 "]", separator, reading.at_ns, reading.completed);
    separator = ", ";
  }
  printf("]");
}

}  // namespace vfload::driver

#include "driver/options.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "core/engine/table.h"

namespace vfload::driver {
namespace {

/// A number with k, m, g or t for powers of 1024.
bool parse_size(const char* text, uint64_t* out) {
  char* end = nullptr;
  *out = strtoull(text, &end, 10);
  if (end == text) return false;
  constexpr std::string_view kSuffixes = "kmgt";
  if (*end == '\0') return true;
  const size_t power = kSuffixes.find(static_cast<char>(*end | 0x20));
  if (power == std::string_view::npos || end[1] != '\0') return false;
  *out <<= 10 * (power + 1);
  return true;
}

/// Seconds with a fraction, or with ms behind it.
bool parse_time(const char* text, uint64_t* out_ns) {
  char* end = nullptr;
  const double number = strtod(text, &end);
  if (end == text || number < 0) return false;
  const bool milliseconds = strcmp(end, "ms") == 0;
  if (*end != '\0' && !milliseconds) return false;
  *out_ns = static_cast<uint64_t>(number * (milliseconds ? 1e6 : 1e9));
  return true;
}

struct Word {
  const char* word;
  int value;
};

bool parse_word(const char* text, const Word* words, size_t count, int* out) {
  for (size_t i = 0; i < count; ++i) {
    if (strcmp(words[i].word, text) != 0) continue;
    *out = words[i].value;
    return true;
  }
  return false;
}

constexpr Word kWorkloads[] = {{"read", static_cast<int>(Workload::kRead)},
                               {"write", static_cast<int>(Workload::kWrite)},
                               {"randread", static_cast<int>(Workload::kRandRead)},
                               {"randwrite", static_cast<int>(Workload::kRandWrite)},
                               {"rw", static_cast<int>(Workload::kReadWrite)},
                               {"randrw", static_cast<int>(Workload::kRandReadWrite)},
                               {"trim", static_cast<int>(Workload::kTrim)},
                               {"randtrim", static_cast<int>(Workload::kRandTrim)},
                               {"trimwrite", static_cast<int>(Workload::kTrimWrite)},
                               {"randtrimwrite", static_cast<int>(Workload::kRandTrimWrite)}};
constexpr Word kHints[] = {{"0", static_cast<int>(FadviseHint::kNone)},
                           {"1", static_cast<int>(FadviseHint::kByWorkload)},
                           {"random", static_cast<int>(FadviseHint::kRandom)},
                           {"sequential", static_cast<int>(FadviseHint::kSequential)}};
constexpr Word kFills[] = {{"scramble", static_cast<int>(BufferFill::kScramble)},
                           {"fixed", static_cast<int>(BufferFill::kFixed)},
                           {"refill", static_cast<int>(BufferFill::kRefill)},
                           {"zero", static_cast<int>(BufferFill::kZero)}};
constexpr Word kCompats[] = {{"3.33", static_cast<int>(FioCompat::k333)},
                             {"current", static_cast<int>(FioCompat::kCurrent)}};
constexpr Word kClocks[] = {{"fastest", 0}, {"kernel", 1}};

/// Texts stay where they are, among the process's arguments. False: longer than `most_bytes` with its end.
bool store_text(const char* text, const char** to, size_t most_bytes) {
  *to = text;
  return strlen(text) < most_bytes;
}

/// One option: its name, what it expects in words, and where its value goes.
struct Key {
  const char* name;
  const char* expects;
  bool (*store)(const char* value, Options& options);
};

bool store_flag(const char* value, bool* out) {
  *out = value[0] == '1';
  return strcmp(value, "0") == 0 || strcmp(value, "1") == 0;
}

template <class Number>
bool store_number(const char* value, Number* out) {
  uint64_t number = 0;
  if (!parse_size(value, &number)) return false;
  *out = static_cast<Number>(number);
  return *out == number;
}

template <class Enum, size_t kCount>
bool store_word(const char* value, const Word (&words)[kCount], Enum* out) {
  int found = 0;
  if (!parse_word(value, words, kCount, &found)) return false;
  *out = static_cast<Enum>(found);
  return true;
}

bool store_engine(const char* value, Options& options) {
  const int engine = find_engine(value);
  options.spec.engine = static_cast<uint32_t>(engine);
  return engine >= 0;
}

bool store_seed(const char* value, Options& options) {
  options.spec.randseed_given = true;
  return store_number(value, &options.spec.randseed);
}

bool store_cpus(const char* value, Options& options) {
  options.spec.cpus_given = true;
  for (const char* at = value;; ++at) {
    char* end = nullptr;
    const unsigned long cpu = strtoul(at, &end, 10);
    if (end == at || cpu >= kMaxCpus) return false;
    options.spec.cpus_allowed[cpu / 64] |= uint64_t{1} << (cpu % 64);
    if (*end == '\0') return true;
    if (*end != ',') return false;
    at = end;
  }
}

bool store_clock(const char* value, Options& options) {
  int kernel = 0;
  if (!parse_word(value, kClocks, std::size(kClocks), &kernel)) return false;
  options.kernel_clock = kernel != 0;
  return true;
}

// clang-format off
constexpr Key kKeys[] = {
    {"directory", "a directory", [](const char* v, Options& o) { return store_text(v, &o.spec.directory, kMaxPathBytes); }},
    {"filename", "a name without /", [](const char* v, Options& o) { o.one_file_a_job = false; return store_text(v, &o.spec.filename, kMaxNameBytes) && strchr(v, '/') == nullptr; }},
    {"name", "text", [](const char* v, Options& o) { return store_text(v, &o.spec.name, kMaxNameBytes); }},
    {"ioengine", "psync, libaio, io_uring, mmap or null", store_engine},
    {"rw", "read, write, rw or trimwrite, trim, each also with rand before it", [](const char* v, Options& o) { return store_word(v, kWorkloads, &o.spec.workload); }},
    {"rwmixread", "percent", [](const char* v, Options& o) { return store_number(v, &o.spec.rwmixread); }},
    {"bs", "bytes", [](const char* v, Options& o) { return store_number(v, &o.spec.block_size); }},
    {"iodepth", "a number", [](const char* v, Options& o) { return store_number(v, &o.spec.iodepth); }},
    {"iodepth_batch_complete_min", "completions to wait for; 0 polls", [](const char* v, Options& o) { return store_number(v, &o.spec.iodepth_batch_complete_min); }},
    {"iodepth_batch_complete_max", "completions to take at most", [](const char* v, Options& o) { return store_number(v, &o.spec.iodepth_batch_complete_max); }},
    {"registerfiles", "0 or 1", [](const char* v, Options& o) { return store_flag(v, &o.spec.registerfiles); }},
    {"fixedbufs", "0 or 1", [](const char* v, Options& o) { return store_flag(v, &o.spec.fixedbufs); }},
    {"size", "bytes", [](const char* v, Options& o) { return store_number(v, &o.spec.size); }},
    {"offset", "bytes", [](const char* v, Options& o) { return store_number(v, &o.spec.offset); }},
    {"direct", "0 or 1", [](const char* v, Options& o) { return store_flag(v, &o.spec.direct); }},
    {"runtime", "seconds", [](const char* v, Options& o) { return parse_time(v, &o.spec.runtime_ns); }},
    {"ramp_time", "seconds", [](const char* v, Options& o) { return parse_time(v, &o.spec.ramp_ns); }},
    {"time_based", "0 or 1", [](const char* v, Options& o) { return store_flag(v, &o.spec.time_based); }},
    {"numjobs", "a number", [](const char* v, Options& o) { return store_number(v, &o.jobs) && o.jobs > 0; }},
    {"job_number", "fio's thread_number of the first job", [](const char* v, Options& o) { return store_number(v, &o.spec.job_number); }},
    {"fsync", "writes", [](const char* v, Options& o) { return store_number(v, &o.spec.fsync); }},
    {"fdatasync", "writes", [](const char* v, Options& o) { return store_number(v, &o.spec.fdatasync); }},
    {"end_fsync", "0 or 1", [](const char* v, Options& o) { return store_flag(v, &o.spec.end_fsync); }},
    {"invalidate", "0 or 1", [](const char* v, Options& o) { return store_flag(v, &o.spec.invalidate); }},
    {"fadvise_hint", "0, 1, random or sequential", [](const char* v, Options& o) { return store_word(v, kHints, &o.spec.fadvise_hint); }},
    {"norandommap", "0 or 1", [](const char* v, Options& o) { return store_flag(v, &o.spec.norandommap); }},
    {"randrepeat", "0 or 1", [](const char* v, Options& o) { return store_flag(v, &o.spec.randrepeat); }},
    {"randseed", "a number", store_seed},
    {"buffers", "scramble, fixed, refill or zero", [](const char* v, Options& o) { return store_word(v, kFills, &o.spec.buffer_fill); }},
    {"cpus_allowed", "numbers with commas", store_cpus},
    {"write_iolog", "a path", [](const char* v, Options& o) { return store_text(v, &o.spec.iolog_path, kMaxPathBytes); }},
    {"write_lat_log", "a prefix", [](const char* v, Options& o) { return store_text(v, &o.spec.logs.latency_prefix, kMaxLogPrefixBytes); }},
    {"fio_compat", "3.33 or current", [](const char* v, Options& o) { return store_word(v, kCompats, &o.spec.compat); }},
    {"clocksource", "fastest or kernel", store_clock},
    {"progress_ms", "milliseconds between readings", [](const char* v, Options& o) { return store_number(v, &o.progress_ms); }},
};
// clang-format on

void set_defaults(Options* options) {
  JobSpec& spec = options->spec;
  spec.name = "driver";
  spec.directory = ".";
  spec.filename = "vfload-driver";
  spec.fadvise_hint = FadviseHint::kByWorkload;
  spec.compat = FioCompat::kCurrent;
  spec.rwmixread = 50;
  spec.invalidate = true;
  spec.randrepeat = true;
  spec.block_size = 4096;
  spec.iodepth = 1;
  spec.iodepth_batch_complete_min = 1;
  spec.job_number = 1;
  spec.bwavgtime_ms = 500;
  spec.iopsavgtime_ms = 500;
  spec.size = uint64_t{64} << 20;
}

bool store(const char* argument, Options* options) {
  const char* equals = strchr(argument, '=');
  if (equals != nullptr) {
    const std::string_view name(argument, static_cast<size_t>(equals - argument));
    for (const Key& key : kKeys) {
      if (name != key.name) continue;
      if (key.store(equals + 1, *options)) return true;
      fprintf(stderr, "vfload-driver: %s: expected %s\n", argument, key.expects);
      return false;
    }
  }
  fprintf(stderr, "vfload-driver: %s: not an option\n", argument);
  return false;
}

}  // namespace

bool parse_options(int count, char** arguments, Options* options) {
  set_defaults(options);
  for (int i = 1; i < count; ++i) {
    if (!store(arguments[i], options)) return false;
  }
  const JobSpec& spec = options->spec;
  if (spec.block_size == 0 || spec.size < spec.block_size || spec.iodepth == 0 || spec.iodepth > kMaxDepth) {
    fprintf(stderr, "vfload-driver: expected 0 < bs <= size and 0 < iodepth <= %u\n", kMaxDepth);
    return false;
  }
  if (spec.time_based && spec.runtime_ns == 0) {
    fprintf(stderr, "vfload-driver: time_based needs runtime\n");
    return false;
  }
  return true;
}

void print_usage() {
  fprintf(stderr, "usage: vfload-driver KEY=VALUE...\n");
  for (const Key& key : kKeys) fprintf(stderr, "  %-26s %s\n", key.name, key.expects);
}

}  // namespace vfload::driver

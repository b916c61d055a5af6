#include "addon/request.h"

#include "addon/request/engine_options.h"
#include "addon/request/errors.h"
#include "addon/request/fill.h"
#include "addon/request/generate.h"
#include "addon/request/logs.h"
#include "addon/request/pacing.h"
#include "addon/request/process.h"
#include "addon/request/verify.h"
#include "core/engine/table.h"
#include "core/sys/clock.h"

namespace vfload::addon {

namespace {

// In the order of the enumerations in spec.h.
constexpr std::array<std::string_view, 10> kWorkloads = {"read",      "write",        "randread", "randwrite",
                                                         "rw",        "randrw",       "trim",     "randtrim",
                                                         "trimwrite", "randtrimwrite"};
constexpr std::array<std::string_view, 4> kFadviseHints = {"none", "workload", "random", "sequential"};
constexpr std::array<std::string_view, 2> kCompats = {"3.33", "current"};
constexpr std::array<std::string_view, 4> kBufferFills = {"scramble", "fixed", "refill", "zero"};

bool read_engine(const Napi::Object& job, JobSpec* spec) {
  const std::string name = read_text(job, "ioengine");
  const int index = find_engine(name.c_str());
  if (index < 0) {
    Napi::TypeError::New(job.Env(), "vfload's addon has no engine '" + name + "'")
        .ThrowAsJavaScriptException();
    return false;
  }
  spec->engine = static_cast<uint32_t>(index);
  return true;
}

void read_seed(const Napi::Object& job, JobSpec* spec) {
  const Napi::Value seed = job.Get("randseed");
  spec->randseed_given = seed.IsBigInt();
  if (!spec->randseed_given) return;
  bool lossless;
  spec->randseed = seed.As<Napi::BigInt>().Uint64Value(&lossless);
}

void read_cpus(const Napi::Object& job, JobSpec* spec) {
  const Napi::Value cpus = job.Get("cpusAllowed");
  spec->cpus_given = cpus.IsArray();
  if (!spec->cpus_given) return;
  const auto list = cpus.As<Napi::Array>();
  for (uint32_t index = 0; index < list.Length(); ++index) {
    const uint32_t cpu = list.Get(index).As<Napi::Number>().Uint32Value();
    if (cpu < kMaxCpus) spec->cpus_allowed[cpu / 64] |= uint64_t{1} << (cpu % 64);
  }
}

/// In the order of the kernel's SYNC_FILE_RANGE_* flags, each the next bit.
constexpr std::array<const char*, 3> kSyncRangeFlags = {"waitBefore", "write", "waitAfter"};

void read_sync_range(const Napi::Value& value, JobSpec* spec) {
  if (!value.IsObject()) return;
  const Napi::Object range = value.As<Napi::Object>();
  spec->sync_range = static_cast<uint32_t>(read_integer(range, "every"));
  for (size_t bit = 0; bit < kSyncRangeFlags.size(); ++bit) {
    if (read_bool(range, kSyncRangeFlags[bit])) spec->sync_range_flags |= 1U << bit;
  }
}

uint64_t read_milliseconds(const Napi::Object& from, const char* key) {
  return read_integer(from, key) * sys::kNsPerMs;
}

uint32_t read_uint32(const Napi::Object& from, const char* key) {
  return static_cast<uint32_t>(read_integer(from, key));
}

}  // namespace

int index_of_word(Napi::Env env, std::span<const std::string_view> words, const std::string& word) {
  for (size_t index = 0; index < words.size(); ++index) {
    if (words[index] == word) return static_cast<int>(index);
  }
  Napi::TypeError::New(env, "vfload's addon does not know '" + word + "'").ThrowAsJavaScriptException();
  return -1;
}

bool read_bool(const Napi::Object& from, const char* key) { return from.Get(key).ToBoolean(); }

uint64_t read_integer(const Napi::Object& from, const char* key) {
  return static_cast<uint64_t>(from.Get(key).ToNumber().DoubleValue());
}

std::string read_text(const Napi::Object& from, const char* key) {
  const Napi::Value value = from.Get(key);
  return value.IsString() ? value.As<Napi::String>().Utf8Value() : std::string();
}

std::vector<std::string> read_texts(const Napi::Object& from, const char* key) {
  std::vector<std::string> texts;
  const Napi::Value value = from.Get(key);
  if (!value.IsArray()) return texts;
  const auto list = value.As<Napi::Array>();
  for (uint32_t index = 0; index < list.Length(); ++index) {
    texts.push_back(list.Get(index).ToString().Utf8Value());
  }
  return texts;
}

Limits read_limits(const Napi::Object& request) {
  const Napi::Object limits = request.Get("limits").ToObject();
  return {
      .stuck_after_ns = read_milliseconds(limits, "stuckAfterMs"),
      .end_grace_ns = read_milliseconds(limits, "endGraceMs"),
      .task_stuck_after_ns = read_milliseconds(limits, "taskStuckAfterMs"),
      .kill_grace_ns = read_milliseconds(limits, "killGraceMs"),
  };
}

bool read_job(const Napi::Object& job, const char* directory, SpecMemory& memory, JobSpec* spec) {
  spec->name = memory.text(job, "name", kMaxNameBytes);
  spec->directory = directory;
  spec->iolog_path = memory.text(job, "writeIolog", kMaxPathBytes);
  spec->iolog_continued = read_bool(job, "iologContinued");
  spec->draw_log_path = memory.text(job, "drawLog", kMaxPathBytes);
  read_logs(job.Get("logs"), memory, &spec->logs);
  if (!read_engine(job, spec)) return false;
  if (!read_word(job, "rw", kWorkloads, &spec->workload)) return false;
  if (!read_word(job, "fadviseHint", kFadviseHints, &spec->fadvise_hint)) return false;
  if (!read_word(job, "fioCompat", kCompats, &spec->compat)) return false;
  if (!read_word(job, "bufferFill", kBufferFills, &spec->buffer_fill)) return false;
  if (!read_generate(job, spec)) return false;
  if (!read_fill(job.Get("fill"), memory, &spec->fill)) return false;
  spec->rwmixread = static_cast<uint8_t>(read_integer(job, "rwmixread"));
  spec->direct = read_bool(job, "direct");
  spec->invalidate = read_bool(job, "invalidate");
  spec->time_based = read_bool(job, "timeBased");
  spec->norandommap = read_bool(job, "norandommap");
  spec->randrepeat = read_bool(job, "randrepeat");
  spec->end_fsync = read_bool(job, "endFsync");
  spec->registerfiles = read_bool(job, "registerfiles");
  spec->fixedbufs = read_bool(job, "fixedbufs");
  read_engine_options(job.Get("engineOptions"), &spec->engine_options);
  spec->latency_buckets = read_bool(job, "latencyBuckets");
  spec->offload = read_bool(job, "offload");
  spec->serialize_overlap = read_bool(job, "serializeOverlap");
  spec->thread = read_bool(job, "thread");
  spec->block_size = read_uint32(job, "bs");
  spec->iodepth = read_uint32(job, "iodepth");
  spec->iodepth_batch_complete_min = read_uint32(job, "iodepthBatchCompleteMin");
  spec->iodepth_batch_complete_max = read_uint32(job, "iodepthBatchCompleteMax");
  spec->iodepth_batch = read_uint32(job, "iodepthBatch");
  spec->iodepth_low = read_uint32(job, "iodepthLow");
  spec->fsync = read_uint32(job, "fsync");
  spec->fdatasync = read_uint32(job, "fdatasync");
  read_sync_range(job.Get("syncRange"), spec);
  spec->job_number = read_uint32(job, "jobNumber");
  spec->bwavgtime_ms = read_uint32(job, "bwavgtimeMs");
  spec->iopsavgtime_ms = read_uint32(job, "iopsavgtimeMs");
  spec->size = read_integer(job, "size");
  spec->offset = read_integer(job, "offset");
  spec->runtime_ns = read_milliseconds(job, "runtimeMs");
  spec->ramp_ns = read_milliseconds(job, "rampTimeMs");
  read_seed(job, spec);
  read_cpus(job, spec);
  read_pacing(job.Get("pacing"), spec);
  read_errors(job.Get("errors"), &spec->errors);
  read_process(job.Get("process"), memory, &spec->process);
  return read_verify(job.Get("verify"), memory, &spec->verify);
}

}  // namespace vfload::addon

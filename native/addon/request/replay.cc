#include "addon/request/replay.h"

#include <cstring>
#include <vector>

namespace vfload::addon {

namespace {

/// The entries of one log: in the request, and in the work's memory.
struct Log {
  const uint8_t* source;
  size_t bytes;
  const ReplayEntry* entries;
};

Napi::Uint8Array replay_of(const Napi::Array& jobs, uint32_t index) {
  const Napi::Value value = jobs.Get(index).ToObject().Get("replay");
  return value.IsTypedArray() ? value.As<Napi::Uint8Array>() : Napi::Uint8Array();
}

Log* find(std::vector<Log>& logs, const uint8_t* source) {
  for (Log& log : logs) {
    if (log.source == source) return &log;
  }
  return nullptr;
}

}  // namespace

bool read_replays(const Napi::Array& jobs, Work& work) {
  std::vector<Log> logs;
  size_t bytes = 0;
  for (uint32_t index = 0; index < jobs.Length(); ++index) {
    const Napi::HandleScope scope(jobs.Env());
    const Napi::Uint8Array replay = replay_of(jobs, index);
    if (replay.IsEmpty() || find(logs, replay.Data()) != nullptr) continue;
    logs.push_back({replay.Data(), replay.ByteLength(), nullptr});
    bytes += replay.ByteLength();
  }
  if (bytes == 0) return true;
  auto* at = static_cast<uint8_t*>(add_replay_memory(work, bytes));
  if (at == nullptr) return false;
  for (Log& log : logs) {
    memcpy(at, log.source, log.bytes);
    log.entries = reinterpret_cast<const ReplayEntry*>(at);
    at += log.bytes;
  }
  for (uint32_t index = 0; index < jobs.Length(); ++index) {
    const Napi::HandleScope scope(jobs.Env());
    const Napi::Uint8Array replay = replay_of(jobs, index);
    if (replay.IsEmpty()) continue;
    const Log* log = find(logs, replay.Data());
    work.jobs[index].spec.replay = {log->entries, log->bytes / sizeof(ReplayEntry), work.elapsed_ns};
  }
  return true;
}

}  // namespace vfload::addon

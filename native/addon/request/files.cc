#include "addon/request/files.h"

#include <string>

#include "addon/request.h"

namespace vfload::addon {

namespace {

constexpr std::array<std::string_view, 3> kWriteThroughs = {"none", "sync", "dsync"};
constexpr std::array<std::string_view, 5> kWriteHints = {"none", "short", "medium", "long", "extreme"};

/// False: the word is unknown, and a JavaScript error is pending.
bool read_write_hint(const Napi::Object& files, WriteHint* hint) {
  if (files.Get("writeHint").IsUndefined()) return true;
  const int index = index_of_word(files.Env(), kWriteHints, read_text(files, "writeHint"));
  if (index < 0) return false;
  *hint = static_cast<WriteHint>(index + 1);
  return true;
}

}  // namespace

bool read_files(const Napi::Object& job, SpecMemory& memory, JobSpec* spec) {
  const Napi::Object request = job.Get("files").ToObject();
  FilesSpec& files = spec->files;
  if (!read_word(request, "sync", kWriteThroughs, &files.write_through)) return false;
  if (!read_write_hint(request, &files.write_hint)) return false;
  files.fills_device = read_bool(request, "fillDevice");
  files.appends = read_bool(request, "append");
  files.open_limit = static_cast<uint32_t>(read_integer(request, "openfiles"));
  files.create_on_open = read_bool(request, "createOnOpen");
  files.forbids_creating = !read_bool(request, "allowFileCreate");
  files.pre_read = read_bool(request, "preRead");
  files.fsync_on_close = read_bool(request, "fsyncOnClose");
  files.unlink = read_bool(request, "unlink");
  files.unlink_each_loop = read_bool(request, "unlinkEachLoop");
  const Napi::Array list = request.Get("list").As<Napi::Array>();
  files.count = list.Length();
  if (files.count == 0) {
    // Of a job with a list it is all of the list's names, which the list has.
    spec->filename = memory.text(job, "filename", kMaxNameBytes);
    return true;
  }
  auto* const read = memory.take<JobFile>(files.count);
  if (read == nullptr) return false;
  for (uint32_t index = 0; index < files.count; ++index) {
    const Napi::HandleScope scope(job.Env());
    const Napi::Object file = list.Get(index).ToObject();
    read[index] = {.path = memory.text(read_text(file, "path")),
                   .name = memory.text(read_text(file, "name")),
                   .start_bytes = read_integer(file, "startBytes"),
                   .range_bytes = read_integer(file, "rangeBytes"),
                   .real_bytes = read_integer(file, "realBytes"),
                   .later_skip_bytes = read_integer(file, "laterSkipBytes")};
  }
  files.list = read;
  return true;
}

}  // namespace vfload::addon

#include "addon/directory_object.h"

#include "addon/request.h"

namespace vfload::addon {

namespace {

constexpr napi_type_tag kDirectoryTag = {0x76666c6f61642064, 0x69726563746f7279};

Napi::Number number(Napi::Env env, uint64_t value) {
  return Napi::Number::New(env, static_cast<double>(value));
}

Napi::Object report_file(Napi::Env env, const FoundFile& file) {
  auto object = Napi::Object::New(env);
  object.Set("filename", Napi::String::New(env, file.name));
  object.Set("exists", Napi::Boolean::New(env, file.exists));
  object.Set("regular", Napi::Boolean::New(env, file.regular));
  object.Set("ours", Napi::Boolean::New(env, file.ours));
  object.Set("sizeBytes", number(env, file.size));
  object.Set("allocatedBytes", number(env, file.allocated));
  return object;
}

Napi::Object report_facts(Napi::Env env, const KeeperBlock& keeper) {
  const DirectoryFacts& facts = keeper.facts;
  auto object = Napi::Object::New(env);
  object.Set("realPath", Napi::String::New(env, facts.real_path));
  auto device = Napi::Object::New(env);
  device.Set("major", number(env, facts.device_major));
  device.Set("minor", number(env, facts.device_minor));
  object.Set("device", device);
  object.Set("mountId", number(env, facts.mount_id));
  const bool is_unique_known = facts.unique_mount_id != 0;
  object.Set("uniqueMountId", is_unique_known ? number(env, facts.unique_mount_id) : env.Undefined());
  object.Set("freeBytes", number(env, facts.free_bytes));
  object.Set("totalBytes", number(env, facts.total_bytes));
  object.Set("readOnly", Napi::Boolean::New(env, facts.write_error != 0));
  object.Set("locked", Napi::Boolean::New(env, facts.locked));
  object.Set("blockSize", number(env, facts.block_size));
  auto files = Napi::Array::New(env, keeper.found_count);
  for (uint32_t index = 0; index < keeper.found_count; ++index) {
    files.Set(index, report_file(env, keeper.found[index]));
  }
  object.Set("files", files);
  auto removed = Napi::Array::New(env, keeper.removed_count);
  for (uint32_t index = 0; index < keeper.removed_count; ++index) {
    removed.Set(index, Napi::String::New(env, keeper.removed[index]));
  }
  object.Set("removedLeftovers", removed);
  return object;
}

}  // namespace

DirectoryObject::DirectoryObject(const Napi::CallbackInfo& info) : WorkObject(info) {
  if (constructed()) info.This().As<Napi::Object>().TypeTag(&kDirectoryTag);
}

Napi::Function DirectoryObject::define_class(Napi::Env env) {
  return define(env, "NativeDirectory",
                {
                    InstanceMethod("inspection", &DirectoryObject::inspection),
                    InstanceMethod("keepFiles", &DirectoryObject::keep_files),
                    InstanceMethod("removeDirectory", &DirectoryObject::remove_directory),
                    InstanceMethod("release", &DirectoryObject::release),
                });
}

DirectoryObject* DirectoryObject::from(const Napi::Value& value) {
  const Napi::Env env = value.Env();
  if (!value.IsObject() || !value.As<Napi::Object>().CheckTypeTag(&kDirectoryTag)) {
    Napi::TypeError::New(env, "expected a directory opened by openDirectory").ThrowAsJavaScriptException();
    return nullptr;
  }
  DirectoryObject* directory = Unwrap(value.As<Napi::Object>());
  if (directory->hold() < 0) {
    Napi::Error::New(env, "the directory has been released").ThrowAsJavaScriptException();
    return nullptr;
  }
  return directory;
}

Napi::Value DirectoryObject::start(const Napi::CallbackInfo& info) {
  const Napi::Object request = info[0].ToObject();
  const std::vector<std::string> names = read_texts(request, "filenames");
  Work* work = make_keeper_work(read_text(request, "directory").c_str(), static_cast<uint32_t>(names.size()),
                                read_limits(request));
  for (size_t index = 0; work != nullptr && index < names.size(); ++index) {
    copy_text(keeper_block(work)->found[index].name, names[index]);
  }
  return start_work(info.Env(), Instance::of(info.Env()).directory, work, -1);
}

void DirectoryObject::note_written(const char* filename) {
  CreatedFile* file = keeper()->created.find(filename);
  if (file != nullptr && file->content == FileContent::kAllocated) file->content = FileContent::kWritten;
}

Napi::Value DirectoryObject::inspection(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const KeeperBlock& block = *keeper();
  if (block.current() == KeeperState::kLooking) return env.Undefined();
  if (block.current() == KeeperState::kHolding) return report_facts(env, block);
  auto refusal = Napi::Object::New(env);
  refusal.Set("failure", report_task_failure(env, work().task->failure));
  refusal.Set("holderPid",
              block.holder_pid == 0 ? env.Undefined() : Napi::Value(number(env, block.holder_pid)));
  return refusal;
}

void DirectoryObject::keep_files(const Napi::CallbackInfo&) {
  keeper()->created.keep.store(1, std::memory_order_relaxed);
}

void DirectoryObject::remove_directory(const Napi::CallbackInfo&) {
  keeper()->remove_directory.store(1, std::memory_order_relaxed);
}

void DirectoryObject::release(const Napi::CallbackInfo&) { handle().release(); }

}  // namespace vfload::addon

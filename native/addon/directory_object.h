// NativeDirectory: the keeper of a measured directory.
#pragma once

#include <string>

#include "addon/work_object.h"
#include "core/file/keeper.h"

namespace vfload::addon {

class DirectoryObject : public WorkObject<DirectoryObject> {
 public:
  explicit DirectoryObject(const Napi::CallbackInfo& info);

  static Napi::Function define_class(Napi::Env env);

  /// NativeAddon.openDirectory({ directory, filenames, limits })
  static Napi::Value start(const Napi::CallbackInfo& info);

  /// The object behind a JavaScript value. nullptr, and a pending error, when it is no directory or has been
  /// released.
  static DirectoryObject* from(const Napi::Value& value);

  std::string path() { return keeper()->directory; }
  KeeperBlock* keeper() { return keeper_block(&work()); }
  /// The descriptor that a supervisor holds while it works in this directory.
  int hold() { return handle().control_pipe(); }
  /// A job will write to the file: what was only allocated then holds data.
  void note_written(const char* filename);

  Napi::Value inspection(const Napi::CallbackInfo& info);
  void keep_files(const Napi::CallbackInfo& info);
  void remove_directory(const Napi::CallbackInfo& info);
  void release(const Napi::CallbackInfo& info);
  /// A keeper ends when it is released.
  void stop(const Napi::CallbackInfo& info) { release(info); }
};

}  // namespace vfload::addon

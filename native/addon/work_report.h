// How supervised work goes and how it ended, as TypeScript sees it.
#pragma once

#include <napi.h>

#include <optional>

#include "core/file/layout.h"
#include "core/supervise/work.h"

namespace vfload::addon {

/// NativeProgress[].
Napi::Array report_progress(Napi::Env env, Work& work);

/// NativeInterim[].
Napi::Array report_interim(Napi::Env env, const Work& work);

/// NativeEnd. Everything the supervisor left undecided is `lost`.
Napi::Object report_end(Napi::Env env, Work& work, std::optional<int> supervisor_signal);

/// A NativeFileState; undefined for a file that was not reached.
Napi::Value state_name(Napi::Env env, FileState state);

/// NativeFailure of a task.
Napi::Object report_task_failure(Napi::Env env, const TaskFailure& failure);

}  // namespace vfload::addon

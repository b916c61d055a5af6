// What a job found to be other than it was written, as an object.
#pragma once

#include <napi.h>

#include "core/supervise/work.h"

namespace vfload::addon {

/// undefined: nothing.
Napi::Value report_verify_failures(Napi::Env env, const JobSlot& slot);

}  // namespace vfload::addon

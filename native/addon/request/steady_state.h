// What jobs that end in a steady state are judged by, as JavaScript gives it.
#pragma once

#include <napi.h>

#include "core/supervise/work.h"

namespace vfload::addon {

/// `steadyUnits` of a request (NativeSteadyUnit[], or left out). False: no memory.
bool read_steady_units(const Napi::Object& request, Work& work);

}  // namespace vfload::addon

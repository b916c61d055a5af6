// System calls outside of the loop, with the kernel's own convention: the result, or a negative errno (the
// loop's own are in inline_syscall.h). Going through the number and not through a libc wrapper keeps the
// addon independent of the libc's age (statx, pidfd_open, close_range) and makes every call safe in the child
// of a threaded process: nothing here allocates or locks.
#pragma once

#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <type_traits>

namespace vfload::sys {

/// An argument as wide as a register, sign extended as the kernel expects it.
template <class Argument>
inline uintptr_t as_register(Argument argument) {
  if constexpr (std::is_pointer_v<Argument> || std::is_null_pointer_v<Argument>) {
    return reinterpret_cast<uintptr_t>(argument);
  } else {
    return static_cast<uintptr_t>(static_cast<intptr_t>(argument));
  }
}

/// Calls the kernel. Returns the call's result (>= 0) or -errno.
template <class... Arguments>
inline long call(long number, Arguments... arguments) {
  const long result = ::syscall(number, as_register(arguments)...);
  return result == -1 ? -static_cast<long>(errno) : result;
}

}  // namespace vfload::sys

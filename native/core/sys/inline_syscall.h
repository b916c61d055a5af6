// System calls compiled into the caller: what libc's syscall() costs on top (a call, a shuffle of the
// registers, errno in thread-local storage) is a fifth of what the loop may spend on an I/O.
#pragma once

#include <cstdint>

#include "core/sys/syscall.h"

namespace vfload::sys {

/// Does system call `number` and returns what the kernel returned: a result, or minus an errno.
/// Missing arguments are passed as 0.
inline long inline_syscall(long number, uintptr_t a0 = 0, uintptr_t a1 = 0, uintptr_t a2 = 0,
                           uintptr_t a3 = 0) {
#if defined(__x86_64__)
  long result = number;
  register uintptr_t r10 asm("r10") = a3;
  // The instruction itself destroys rcx and r11.
  asm volatile("syscall" : "+a"(result) : "D"(a0), "S"(a1), "d"(a2), "r"(r10) : "rcx", "r11", "memory");
  return result;
#elif defined(__aarch64__)
  register long x8 asm("x8") = number;
  register uintptr_t x0 asm("x0") = a0;
  register uintptr_t x1 asm("x1") = a1;
  register uintptr_t x2 asm("x2") = a2;
  register uintptr_t x3 asm("x3") = a3;
  asm volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3) : "memory");
  return static_cast<long>(x0);
#else
  return call(number, a0, a1, a2, a3);
#endif
}

/// The same for calls of up to six arguments.
inline long inline_syscall6(long number, uintptr_t a0, uintptr_t a1, uintptr_t a2, uintptr_t a3, uintptr_t a4,
                            uintptr_t a5) {
#if defined(__x86_64__)
  long result = number;
  register uintptr_t r10 asm("r10") = a3;
  register uintptr_t r8 asm("r8") = a4;
  register uintptr_t r9 asm("r9") = a5;
  asm volatile("syscall"
               : "+a"(result)
               : "D"(a0), "S"(a1), "d"(a2), "r"(r10), "r"(r8), "r"(r9)
               : "rcx", "r11", "memory");
  return result;
#elif defined(__aarch64__)
  register long x8 asm("x8") = number;
  register uintptr_t x0 asm("x0") = a0;
  register uintptr_t x1 asm("x1") = a1;
  register uintptr_t x2 asm("x2") = a2;
  register uintptr_t x3 asm("x3") = a3;
  register uintptr_t x4 asm("x4") = a4;
  register uintptr_t x5 asm("x5") = a5;
  asm volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory");
  return static_cast<long>(x0);
#else
  return call(number, a0, a1, a2, a3, a4, a5);
#endif
}

/// An address as a system call argument.
inline uintptr_t address_of(const volatile void* pointer) { return reinterpret_cast<uintptr_t>(pointer); }

}  // namespace vfload::sys

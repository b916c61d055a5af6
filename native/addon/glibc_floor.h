// Included before everything else of the addon that ships (binding.gyp: -include), on glibc. What is compiled
// against a new glibc asks for its newest symbol versions; these functions have not changed since the
// versions named here, and with them the addon loads wherever Node's own binary does (glibc 2.28). Not for
// sanitizer builds, which intercept some of them.
#pragma once

#include <features.h>

#if defined(__GLIBC__) && defined(__x86_64__)
#define VFLOAD_OLD_SYMBOL(name) __asm__(".symver " #name "," #name "@GLIBC_2.2.5")
#elif defined(__GLIBC__) && defined(__aarch64__)
#define VFLOAD_OLD_SYMBOL(name) __asm__(".symver " #name "," #name "@GLIBC_2.17")
#endif

#ifdef VFLOAD_OLD_SYMBOL
VFLOAD_OLD_SYMBOL(dlopen);
VFLOAD_OLD_SYMBOL(dlsym);
// Newer ones tell of errors in another way, and compute the same.
VFLOAD_OLD_SYMBOL(log);
VFLOAD_OLD_SYMBOL(pow);
VFLOAD_OLD_SYMBOL(pthread_attr_setstacksize);
VFLOAD_OLD_SYMBOL(pthread_create);
VFLOAD_OLD_SYMBOL(pthread_detach);
VFLOAD_OLD_SYMBOL(pthread_join);
VFLOAD_OLD_SYMBOL(pthread_sigmask);
#undef VFLOAD_OLD_SYMBOL
#endif

// glibc 2.32 tells by this variable whether a program has threads yet, and libstdc++'s shared_ptr asks it.
// One of our own, always 0, means atomic counts always, which is right with any glibc.
#if defined(__GLIBC__)
extern "C" {
__attribute__((weak, visibility("hidden"))) char __libc_single_threaded = 0;
}
#endif

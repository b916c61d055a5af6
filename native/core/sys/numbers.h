// Numbers of system calls that the oldest supported headers may lack. They are the same on all architectures,
// since calls added after Linux 5.1 share one numbering.
#pragma once

#include <sys/syscall.h>

#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif
#ifndef SYS_close_range
#define SYS_close_range 436
#endif
#ifndef SYS_cachestat
#define SYS_cachestat 451
#endif

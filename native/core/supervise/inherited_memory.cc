#include "core/supervise/inherited_memory.h"

#include <elf.h>
#include <fcntl.h>
#include <sys/mman.h>

#include <cstdint>

#include "core/sys/syscall.h"

/// The dynamic section of the library or program that this code is linked into; the linker makes the symbol
/// (there is none in a static program).
extern "C" __attribute__((visibility("hidden"), weak)) const Elf64_Dyn dynamic_section[] __asm__("_DYNAMIC");

namespace vfload {

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

struct Mapping {
  uintptr_t start;
  uintptr_t end;
  bool shared;
  bool anonymous;  ///< no file and no name, or [heap], or a name given by prctl ([anon:…])
  bool sanitizer;  ///< the runtime of a sanitizer
};

/// Parses /proc/self/maps line by line through a fixed buffer.
class MapsReader {
 public:
  explicit MapsReader(int fd) : fd_(fd) {}

  bool next(Mapping* mapping) {
    char line[256] = {};
    if (!read_line(line, sizeof line)) return false;
    const char* at = line;
    mapping->start = hexadecimal(&at);
    ++at;  // '-'
    mapping->end = hexadecimal(&at);
    ++at;  // ' '
    mapping->shared = at[3] == 's';
    for (int field = 0; field < 3; ++field) at = after_blank(at);  // permissions, offset, device
    const bool no_inode = at[0] == '0' && at[1] == ' ';
    at = after_blank(at);
    while (*at == ' ') ++at;
    mapping->anonymous = no_inode && (*at == '\0' || begins(at, "[heap]") || begins(at, "[anon:"));
    mapping->sanitizer =
        contains(at, "libasan.so") || contains(at, "libtsan.so") || contains(at, "libubsan.so");
    return true;
  }

 private:
  static uintptr_t hexadecimal(const char** at) {
    uintptr_t value = 0;
    for (;; ++*at) {
      const char digit = **at;
      if (digit >= '0' && digit <= '9') {
        value = value * 16 + static_cast<uintptr_t>(digit - '0');
      } else if (digit >= 'a' && digit <= 'f') {
        value = value * 16 + static_cast<uintptr_t>(digit - 'a' + 10);
      } else {
        return value;
      }
    }
  }
  static const char* after_blank(const char* at) {
    while (*at != '\0' && *at != ' ') ++at;
    return *at == ' ' ? at + 1 : at;
  }
  static bool begins(const char* text, const char* with) {
    while (*with != '\0') {
      if (*text++ != *with++) return false;
    }
    return true;
  }
  static bool contains(const char* text, const char* part) {
    for (; *text != '\0'; ++text) {
      if (begins(text, part)) return true;
    }
    return false;
  }

  /// A line that is too long is cut; what is parsed stands at its beginning.
  bool read_line(char* line, size_t capacity) {
    size_t length = 0;
    for (;;) {
      if (at_ == have_) {
        const long got = sys::call(SYS_read, fd_, buffer_, sizeof buffer_);
        if (got <= 0) return false;
        at_ = 0;
        have_ = static_cast<size_t>(got);
      }
      const char character = buffer_[at_++];
      if (character == '\n') break;
      if (length + 1 < capacity) line[length++] = character;
    }
    line[length] = '\0';
    return true;
  }

  int fd_;
  size_t at_ = 0;
  size_t have_ = 0;
  char buffer_[4096];
};

/// Whether every symbol was looked up when this code was loaded (-z now). If not, the first call of a C
/// library function goes through the dynamic linker, whose books lie in the memory that would be given back.
bool bound_at_load() {
  if (dynamic_section == nullptr) return false;
  for (const Elf64_Dyn* entry = dynamic_section; entry->d_tag != DT_NULL; ++entry) {
    if (entry->d_tag == DT_BIND_NOW) return true;
    if (entry->d_tag == DT_FLAGS && (entry->d_un.d_val & DF_BIND_NOW) != 0) return true;
    if (entry->d_tag == DT_FLAGS_1 && (entry->d_un.d_val & DF_1_NOW) != 0) return true;
  }
  return false;
}

/// Where this thread's control block is: what the thread pointer points at.
uintptr_t thread_pointer() {
#if defined(__x86_64__)
  uintptr_t value;
  asm("mov %%fs:0, %0" : "=r"(value));
  return value;
#else
  return reinterpret_cast<uintptr_t>(__builtin_thread_pointer());
#endif
}

/// Gathers mappings to give back. They are given back only after all of them were read, since removing one
/// shifts what the next read of /proc/self/maps returns.
class Shedding {
 public:
  explicit Shedding(uintptr_t stack) : stack_(stack), thread_(thread_pointer()) {}

  /// False: leave everything as it is.
  bool look_at(const Mapping& mapping) {
    if (mapping.sanitizer) return false;
    const bool adjoins_file = mapping.start == file_end_;
    if (!mapping.anonymous) {
      file_end_ = mapping.end;
      return true;
    }
    if (adjoins_file) return true;
    if (mapping.shared || holds(mapping, stack_) || holds(mapping, thread_)) return true;
    if (count_ < kCapacity) list_[count_++] = {mapping.start, mapping.end};
    return true;
  }

  size_t give_back() {
    size_t bytes = 0;
    for (size_t index = 0; index < count_; ++index) {
      const size_t length = list_[index].end - list_[index].start;
      if (sys::call(SYS_munmap, list_[index].start, length) == 0) bytes += length;
    }
    return bytes;
  }

 private:
  struct Range {
    uintptr_t start;
    uintptr_t end;
  };
  static constexpr size_t kCapacity = 1024;

  static bool holds(const Mapping& mapping, uintptr_t address) {
    return address >= mapping.start && address < mapping.end;
  }

  uintptr_t stack_;
  uintptr_t thread_;
  uintptr_t file_end_ = 0;
  size_t count_ = 0;
  Range list_[kCapacity];
};

}  // namespace

size_t shed_inherited_memory() {
  if (kSanitized || !bound_at_load()) return 0;
  const long fd = sys::call(SYS_openat, AT_FDCWD, "/proc/self/maps", O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0) return 0;
  Shedding shedding(reinterpret_cast<uintptr_t>(__builtin_frame_address(0)));
  MapsReader reader(static_cast<int>(fd));
  Mapping mapping;
  bool wanted = true;
  while (wanted && reader.next(&mapping)) wanted = shedding.look_at(mapping);
  sys::call(SYS_close, fd);
  return wanted ? shedding.give_back() : 0;
}

}  // namespace vfload

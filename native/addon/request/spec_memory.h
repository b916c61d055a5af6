// Where that goes which a job's spec points to.
#pragma once

#include <napi.h>

#include <string>

#include "core/sys/shared_arena.h"

namespace vfload::addon {

/// Takes memory that has to outlive the specs. What could not be taken is told at the end: with a JavaScript
/// error pending nothing more could be read.
class SpecMemory {
 public:
  explicit SpecMemory(sys::SharedArena& arena) : arena_(arena) {}

  /// A member of `from`; "" where it is no text. `most_bytes` are with its end; validation, which has better
  /// words, has seen to them.
  const char* text(const Napi::Object& from, const char* key, size_t most_bytes);

  /// The same of a text that is there, called `what` in the error.
  const char* text(const std::string& text, const char* what, size_t most_bytes);

  const char* text(const std::string& text) { return arena_.take_text(text); }

  /// nullptr: no memory.
  template <class T>
  T* take(size_t count = 1) {
    return arena_.take<T>(count);
  }

  /// False: some text was too long, and a JavaScript error is pending, or there was no memory.
  bool good(Napi::Env env) const;

 private:
  sys::SharedArena& arena_;
  std::string problem_;  ///< empty: none
};

}  // namespace vfload::addon

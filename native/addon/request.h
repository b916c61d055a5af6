// Reads what TypeScript asks for (lib/run/native.ts), which it has validated.
#pragma once

#include <napi.h>

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "addon/request/spec_memory.h"
#include "core/job/spec.h"
#include "core/supervise/limits.h"

namespace vfload::addon {

bool read_bool(const Napi::Object& from, const char* key);
uint64_t read_integer(const Napi::Object& from, const char* key);
std::string read_text(const Napi::Object& from, const char* key);
std::vector<std::string> read_texts(const Napi::Object& from, const char* key);

/// Position of `word` in `words`; -1 and a pending error where it is none of them.
int index_of_word(Napi::Env env, std::span<const std::string_view> words, const std::string& word);

/// Reads a word into the enumeration that `words` are in the order of. False: see index_of_word().
template <class Enum, size_t kCount>
bool read_word(const Napi::Object& from, const char* key, const std::array<std::string_view, kCount>& words,
               Enum* value) {
  const int index = index_of_word(from.Env(), words, read_text(from, key));
  if (index < 0) return false;
  *value = static_cast<Enum>(index);
  return true;
}

/// Copies into a fixed field; what does not fit is cut, which validation has excluded.
template <size_t kBytes>
void copy_text(char (&field)[kBytes], const std::string& text) {
  const size_t length = text.copy(field, kBytes - 1);
  field[length] = '\0';
}

Limits read_limits(const Napi::Object& request);

/// What the spec points to is put into `memory`. False: the job has an engine or a word that the core does
/// not know, and a JavaScript error is pending.
bool read_job(const Napi::Object& job, const char* directory, SpecMemory& memory, JobSpec* spec);

}  // namespace vfload::addon

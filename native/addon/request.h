// Reads what TypeScript asks for (lib/run/native.ts), which it has validated.
#pragma once

#include <napi.h>

#include <string>
#include <vector>

#include "core/job/spec.h"
#include "core/supervise/limits.h"

namespace vfload::addon {

bool read_bool(const Napi::Object& from, const char* key);
uint64_t read_integer(const Napi::Object& from, const char* key);
std::string read_text(const Napi::Object& from, const char* key);
std::vector<std::string> read_texts(const Napi::Object& from, const char* key);

/// Copies into a fixed field; what does not fit is cut, which validation has excluded.
template <size_t kBytes>
void copy_text(char (&field)[kBytes], const std::string& text) {
  const size_t length = text.copy(field, kBytes - 1);
  field[length] = '\0';
}

Limits read_limits(const Napi::Object& request);

/// False: the job names an engine or a word that the core does not know, and a JavaScript error is pending.
bool read_job(const Napi::Object& job, const std::string& directory, JobSpec* spec);

}  // namespace vfload::addon

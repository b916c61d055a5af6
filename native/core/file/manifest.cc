#include "core/file/manifest.h"

#include <fcntl.h>

#include "core/sys/file.h"
#include "core/sys/proc_text.h"

namespace vfload {

namespace {

constexpr char kHexDigits[] = "0123456789abcdef";

void write_string(sys::TextWriter& out, const char* value) {
  out.character('"');
  for (; *value != '\0'; ++value) {
    const auto byte = static_cast<unsigned char>(*value);
    if (byte == '"' || byte == '\\') {
      out.character('\\').character(*value);
    } else if (byte < 0x20) {
      out.text("\\u00").character(kHexDigits[byte >> 4]).character(kHexDigits[byte & 15]);
    } else {
      out.character(*value);
    }
  }
  out.character('"');
}

/// Reads forward through a text; after the first mismatch everything fails.
class Scanner {
 public:
  Scanner(const char* text, size_t length) : at_(text), end_(text + length) {}

  bool literal(const char* expected) {
    const char* at = at_;
    for (; *expected != '\0'; ++expected, ++at) {
      if (at == end_ || *at != *expected) return false;
    }
    at_ = at;
    return true;
  }

  bool number(uint64_t* value) {
    const char* begin = at_;
    *value = 0;
    for (; at_ != end_ && *at_ >= '0' && *at_ <= '9'; ++at_) {
      const auto digit = static_cast<uint64_t>(*at_ - '0');
      if (*value > (UINT64_MAX - digit) / 10) return false;
      *value = *value * 10 + digit;
    }
    return at_ != begin;
  }

  bool boolean(bool* value) {
    *value = literal("true");
    return *value || literal("false");
  }

  bool string(char (&value)[kMaxNameBytes]) {
    if (!literal("\"")) return false;
    for (char& character : value) {
      if (literal("\"")) {
        character = '\0';
        return true;
      }
      if (!string_character(&character)) return false;
    }
    return false;
  }

  bool at_end() const { return at_ == end_; }

 private:
  bool string_character(char* value) {
    if (literal("\\u00")) return hexadecimal_byte(value);
    if (literal("\\\"")) {
      *value = '"';
      return true;
    }
    if (literal("\\\\")) {
      *value = '\\';
      return true;
    }
    if (at_ == end_ || static_cast<unsigned char>(*at_) < 0x20 || *at_ == '\\') return false;
    *value = *at_++;
    return true;
  }

  bool hexadecimal_byte(char* value) {
    int byte = 0;
    for (int digit = 0; digit < 2; ++digit) {
      if (at_ == end_) return false;
      const char character = *at_++;
      if (character >= '0' && character <= '9') {
        byte = byte * 16 + (character - '0');
      } else if (character >= 'a' && character <= 'f') {
        byte = byte * 16 + (character - 'a' + 10);
      } else {
        return false;
      }
    }
    *value = static_cast<char>(byte);
    return byte != 0;
  }

  const char* at_;
  const char* end_;
};

bool parse_entry(Scanner& scanner, CreatedFiles* created) {
  char name[kMaxNameBytes];
  sys::FileIdentity identity;
  uint64_t size;
  bool kept;
  if (!(scanner.literal("{\"name\":") && scanner.string(name) && scanner.literal(",\"inode\":") &&
        scanner.number(&identity.inode) && scanner.literal(",\"born\":") &&
        scanner.number(&identity.born_ns) && scanner.literal(",\"size\":") && scanner.number(&size) &&
        scanner.literal(",\"kept\":") && scanner.boolean(&kept) && scanner.literal("}"))) {
    return false;
  }
  if (!plain_name(name) || created->find(name) != nullptr) return false;
  CreatedFile* file = created->enter(name);
  if (file == nullptr) return false;
  file->identity = identity;
  file->size = size;
  file->kept = kept;
  if (size > 0) file->content = FileContent::kWritten;
  return true;
}

}  // namespace

size_t compose_manifest(const CreatedFiles& created, bool mark_kept, ManifestText* text) {
  sys::TextWriter out(text->bytes, sizeof text->bytes);
  out.text("{\"vfload-files\":1,\"pid\":").number(created.controller_pid).text(",\"files\":[");
  const char* separator = "\n";
  for (const CreatedFile& file : created.files) {
    if (file.in_use.load(std::memory_order_acquire) == 0) continue;
    const bool kept = file.kept || (mark_kept && file.content != FileContent::kPartial);
    out.text(separator).text("{\"name\":");
    write_string(out, file.name);
    out.text(",\"inode\":").number(file.identity.inode).text(",\"born\":").number(file.identity.born_ns);
    out.text(",\"size\":").number(file.size);
    out.text(kept ? ",\"kept\":true}" : ",\"kept\":false}");
    separator = ",\n";
  }
  out.text("\n]}\n");
  return out.overflowed() ? 0 : out.length();
}

bool parse_manifest(const char* text, size_t length, CreatedFiles* created, uint32_t* pid) {
  Scanner scanner(text, length);
  uint64_t number;
  if (!(scanner.literal("{\"vfload-files\":1,\"pid\":") && scanner.number(&number) && number <= INT32_MAX))
    return false;
  *pid = static_cast<uint32_t>(number);
  if (!scanner.literal(",\"files\":[\n")) return false;
  if (!scanner.literal("]}\n")) {
    do {
      if (!parse_entry(scanner, created)) return false;
    } while (scanner.literal(",\n"));
    if (!scanner.literal("\n]}\n")) return false;
  }
  return scanner.at_end();
}

int write_manifest(int directory, const CreatedFiles& created, bool mark_kept, ManifestText* text) {
  const size_t length = compose_manifest(created, mark_kept, text);
  if (length == 0) return -E2BIG;
  const int fd = sys::open_in(directory, kManifestName, O_WRONLY);
  if (fd < 0) return fd;
  int result = sys::write_all(fd, text->bytes, length, 0);
  if (result == 0) result = static_cast<int>(sys::call(SYS_ftruncate, fd, length));
  sys::close(fd);
  return result;
}

}  // namespace vfload

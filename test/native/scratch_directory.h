// A directory of a test's own, removed with everything in it.
#pragma once

#include <doctest/doctest.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "core/sys/file.h"

class ScratchDirectory {
 public:
  /// Below $TMPDIR, or below `parent`.
  explicit ScratchDirectory(const std::string& parent = "") {
    const char* temporary = getenv("TMPDIR");
    std::string pattern = !parent.empty() ? parent : temporary != nullptr ? temporary : "/tmp";
    pattern += "/vfload-test-XXXXXX";
    REQUIRE(mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  ~ScratchDirectory() { std::filesystem::remove_all(path_); }
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;

  const std::string& path() const { return path_; }
  std::string file(const std::string& name) const { return path_ + "/" + name; }
  bool has(const std::string& name) const {
    return std::filesystem::exists(std::filesystem::symlink_status(file(name)));
  }
  bool empty() const { return std::filesystem::is_empty(path_); }

  void write(const std::string& name, const std::string& content) const {
    std::ofstream(file(name)) << content;
  }
  std::string read(const std::string& name) const {
    std::ostringstream content;
    content << std::ifstream(file(name)).rdbuf();
    return content.str();
  }
  vfload::sys::FileIdentity identity(const std::string& name) const {
    vfload::sys::FileFacts facts;
    REQUIRE(vfload::sys::facts_in(AT_FDCWD, file(name).c_str(), &facts) == 0);
    return vfload::sys::identity_of(facts);
  }
  uint64_t inode(const std::string& name) const {
    struct stat facts = {};
    REQUIRE(stat(file(name).c_str(), &facts) == 0);
    return facts.st_ino;
  }

 private:
  std::string path_;
};

// Several bare loops at once, each in a process of its own on a file of its own.
#pragma once

#include <sched.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace bare {

/// Of `files`, separated by commas, the one that this process is to work on. For each but a single one a
/// process is forked; the first waits for them and ends.
class Jobs {
 public:
  explicit Jobs(const std::string& files) {
    std::vector<std::string> names;
    for (size_t begin = 0; begin <= files.size();) {
      const size_t end = std::min(files.find(',', begin), files.size());
      names.push_back(files.substr(begin, end - begin));
      begin = end + 1;
    }
    count_ = static_cast<unsigned>(names.size());
    file_ = names[0];
    if (count_ == 1) return;
    void* const shared =
        mmap(nullptr, sizeof *ready_, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) exit(1);
    ready_ = static_cast<std::atomic<unsigned>*>(shared);
    for (const std::string& name : names) {
      if (fork() != 0) continue;
      file_ = name;
      return;
    }
    int worst = 0;
    for (int status = 0; wait(&status) > 0;) worst = status == 0 ? worst : 1;
    exit(worst);
  }

  const std::string& file() const { return file_; }

  /// Until all are here.
  void meet() const {
    if (count_ == 1) return;
    ready_->fetch_add(1);
    while (ready_->load() < count_) sched_yield();
  }

 private:
  std::string file_;
  unsigned count_ = 0;
  std::atomic<unsigned>* ready_ = nullptr;
};

}  // namespace bare

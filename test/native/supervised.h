// Runs supervised work as the addon does, from a test.
#pragma once

#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <string>

#include "core/file/keeper.h"
#include "core/supervise/launch.h"
#include "core/supervise/work.h"
#include "core/sys/clock.h"
#include "core/sys/process.h"

/// Deadlines that keep tests short and leave room for a slow machine.
inline vfload::Limits test_limits() {
  using vfload::sys::kNsPerMs;
  return {.stuck_after_ns = 20'000 * kNsPerMs,
          .end_grace_ns = 20'000 * kNsPerMs,
          .task_stuck_after_ns = 20'000 * kNsPerMs,
          .kill_grace_ns = 5'000 * kNsPerMs};
}

/// Looks again and again until `condition` holds; false after a time that only a hang takes.
template <class Condition>
bool eventually(Condition&& condition) {
  for (int attempt = 0; attempt < 15'000; ++attempt) {
    if (condition()) return true;
    vfload::sys::sleep_ns(vfload::sys::kNsPerMs);
  }
  return false;
}

/// True: no process has that id, or only its zombie is left.
inline bool process_gone(pid_t pid) {
  if (kill(pid, 0) != 0) return true;
  char text[256];
  const std::string path = "/proc/" + std::to_string(pid) + "/stat";
  if (vfload::sys::read_text(path.c_str(), text, sizeof text) <= 0) return true;
  return std::string(text).find(") Z ") != std::string::npos;
}

/// Owns work, its supervisor and the pipes.
class Supervised {
 public:
  explicit Supervised(vfload::Work* work, int hold = -1) : work_(work) {
    REQUIRE(work != nullptr);
    launched_ = vfload::launch(*work, hold);
    REQUIRE(launched_.error == 0);
  }
  ~Supervised() {
    release();
    await();
    close(launched_.end_pipe);
    vfload::release_work(work_);
  }
  Supervised(const Supervised&) = delete;
  Supervised& operator=(const Supervised&) = delete;

  vfload::Work& work() { return *work_; }
  vfload::ChildState& child(uint32_t index = 0) { return work_->child(index); }
  /// The supervisor writes it down, and may come to it after the child has begun to work. Not 0, which a
  /// kill() would take for its own group.
  pid_t child_pid(uint32_t index = 0) {
    REQUIRE(eventually([&] { return work_->child(index).pid != 0; }));
    return work_->child(index).pid;
  }
  pid_t supervisor() const { return launched_.supervisor; }
  int control_pipe() const { return launched_.control_pipe; }

  void stop() { vfload::request_stop(*work_, launched_.control_pipe); }
  /// What happens to the pipe when the controller dies.
  void release() {
    if (launched_.control_pipe >= 0) close(launched_.control_pipe);
    launched_.control_pipe = -1;
  }
  /// Waits for the supervisor's end.
  vfload::sys::Reaped await() {
    if (reaped_.gone) return reaped_;
    pollfd end = {launched_.end_pipe, POLLIN, 0};
    REQUIRE_MESSAGE(poll(&end, 1, 60'000) == 1, "the supervisor does not end");
    reaped_ = vfload::sys::reap_within(launched_.supervisor, 5'000 * vfload::sys::kNsPerMs);
    REQUIRE(reaped_.gone);
    return reaped_;
  }
  bool reaches(vfload::Phase phase, uint32_t index = 0) {
    return eventually([&] { return work_->phase(index) >= phase; });
  }

 private:
  vfload::Work* work_;
  vfload::Launched launched_;
  vfload::sys::Reaped reaped_ = {};
};

/// A keeper that holds its directory.
class Kept {
 public:
  explicit Kept(const std::string& directory, std::initializer_list<const char*> names = {})
      : supervised_(make(directory, names)) {
    REQUIRE(eventually([&] { return block().current() != vfload::KeeperState::kLooking; }));
  }
  vfload::KeeperBlock& block() { return *vfload::keeper_block(&supervised_.work()); }
  const vfload::TaskFailure& failure() { return supervised_.work().task->failure; }
  bool holding() { return block().current() == vfload::KeeperState::kHolding; }
  Supervised& supervised() { return supervised_; }
  void end() {
    supervised_.release();
    supervised_.await();
  }

 private:
  static vfload::Work* make(const std::string& directory, std::initializer_list<const char*> names) {
    vfload::Work* work =
        vfload::make_keeper_work(directory.c_str(), static_cast<uint32_t>(names.size()), test_limits());
    uint32_t index = 0;
    for (const char* name : names) vfload::copy_name(vfload::keeper_block(work)->found[index++].name, name);
    return work;
  }

  Supervised supervised_;
};

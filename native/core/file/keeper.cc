#include "core/file/keeper.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstring>

#include "core/file/directory_facts.h"
#include "core/sys/file.h"
#include "core/sys/syscall.h"

namespace vfload {

namespace {

/// How often the lock file may vanish under our hands (another vfload ends) before we give up.
constexpr int kLockAttempts = 20;

bool means_read_only(int error) { return error == -EROFS || error == -EACCES || error == -EPERM; }

/// File systems that know no locks: the run goes on without one.
bool means_no_locks(long error) {
  return error == -ENOSYS || error == -EOPNOTSUPP || error == -ENOLCK || error == -EINVAL;
}

class Keeper {
 public:
  Keeper(KeeperBlock& block, const TaskContext& context) : block_(block), context_(context) {}

  void live() {
    if (!look()) {
      if (locked_fd_ >= 0) remove_unused_manifest();
      block_.state.store(static_cast<uint32_t>(KeeperState::kRefused), std::memory_order_release);
      return;
    }
    block_.state.store(static_cast<uint32_t>(KeeperState::kHolding), std::memory_order_release);
    context_.progress->enter(Phase::kReady);
    wait_for_release();
    context_.progress->enter(Phase::kDraining);
    clean_up();
  }

 private:
  bool look() {
    directory_ = sys::open_directory(block_.directory);
    if (directory_ < 0) return context_.fail(-directory_, TaskStep::kOpen);
    const int error = gather_directory_facts(directory_, &block_.facts);
    if (error < 0) return context_.fail(-error, TaskStep::kInspect);
    context_.progress->advance();
    if (!lock() || !read_manifest()) return false;
    if (locked_fd_ >= 0) {
      remove_leftovers();
      const int written = write_manifest(directory_, block_.created, false, &block_.manifest);
      if (written < 0) return context_.fail(-written, TaskStep::kLock, kManifestName);
    }
    return inspect_files();
  }

  bool lock() {
    for (int attempt = 0; attempt < kLockAttempts; ++attempt) {
      const int fd = sys::open_in(directory_, kManifestName, O_RDWR | O_CREAT, 0644);
      if (means_read_only(fd)) {
        block_.facts.write_error = -fd;
        return true;
      }
      if (fd < 0) return context_.fail(-fd, TaskStep::kLock, kManifestName);
      const long locked = sys::call(SYS_flock, fd, LOCK_EX | LOCK_NB);
      if (locked < 0 && !means_no_locks(locked)) {
        note_holder(fd);
        sys::close(fd);
        return context_.fail(static_cast<int>(-locked), TaskStep::kLock, kManifestName);
      }
      if (still_in_place(fd)) {
        locked_fd_ = fd;
        block_.facts.locked = locked == 0;
        return true;
      }
      sys::close(fd);  // its owner removed it between our open and our lock
    }
    return context_.fail(EAGAIN, TaskStep::kLock, kManifestName);
  }

  bool still_in_place(int fd) const {
    sys::FileFacts open_file;
    sys::FileFacts named;
    return sys::facts_of(fd, &open_file) == 0 && sys::facts_in(directory_, kManifestName, &named) == 0 &&
           open_file.inode == named.inode;
  }

  void note_holder(int fd) {
    const long length = sys::read_start(fd, block_.manifest.bytes, sizeof block_.manifest.bytes);
    if (length <= 0) return;
    // The table serves as scratch: this keeper is about to be refused.
    parse_manifest(block_.manifest.bytes, static_cast<size_t>(length), &block_.created, &block_.holder_pid);
  }

  bool read_manifest() {
    const int fd = locked_fd_ >= 0 ? locked_fd_ : sys::open_in(directory_, kManifestName, O_RDONLY);
    if (fd < 0) return true;  // read-only, and nobody left a manifest
    const long length = sys::read_start(fd, block_.manifest.bytes, sizeof block_.manifest.bytes);
    if (fd != locked_fd_) sys::close(fd);
    if (length < 0) return context_.fail(static_cast<int>(-length), TaskStep::kInspect, kManifestName);
    uint32_t pid;
    if (length > 0 &&
        !parse_manifest(block_.manifest.bytes, static_cast<size_t>(length), &block_.created, &pid)) {
      foreign_manifest_ = true;
      return context_.fail(EBADMSG, TaskStep::kInspect, kManifestName);
    }
    return true;
  }

  /// Entries that are not kept belong to a run that did not live to clean up.
  void remove_leftovers() {
    for (CreatedFile& file : block_.created.files) {
      if (file.in_use.load(std::memory_order_relaxed) == 0 || file.kept) continue;
      if (is_untouched(file) && remove_created(file)) {
        copy_name(block_.removed[block_.removed_count++], file.name);
      }
      file.in_use.store(0, std::memory_order_relaxed);
      context_.progress->advance();
    }
  }

  /// A leftover that somebody has gone on using since has another size than the one it was given.
  bool is_untouched(const CreatedFile& file) const {
    sys::FileFacts facts = {};
    if (sys::facts_in(directory_, file.name, &facts) < 0) return false;
    return file.identity.inode == 0 || file.content == FileContent::kPartial || facts.size == file.size;
  }

  /// True: the file was there and is gone now.
  bool remove_created(const CreatedFile& file) const {
    sys::FileIdentity identity = file.identity;
    if (identity.inode == 0) {
      // Its creator died between opening it and noting its identity: ours only if nothing was ever written.
      sys::FileFacts facts = {};
      if (sys::facts_in(directory_, file.name, &facts) < 0 || facts.size != 0) return false;
      identity = sys::identity_of(facts);
    }
    return sys::remove_if_same(directory_, file.name, identity) == 0;
  }

  bool inspect_files() {
    for (uint32_t index = 0; index < block_.found_count; ++index) {
      FoundFile& found = block_.found[index];
      sys::FileFacts facts;
      const int error = sys::facts_in(directory_, found.name, &facts);
      if (error < 0 && error != -ENOENT) return context_.fail(-error, TaskStep::kInspect, found.name);
      found.exists = error == 0;
      found.regular = found.exists && facts.regular();
      found.ours = found.exists && block_.created.find(found.name, facts) != nullptr;
      found.size = facts.size;
      found.allocated = facts.allocated;
      context_.progress->advance();
    }
    return true;
  }

  /// Sleeps until the pipe has no writer left: the controller and all supervisors that work here are gone.
  /// Bytes in it are for the supervisor, so only the hang-up is waited for.
  void wait_for_release() const {
    for (;;) {
      pollfd pipe = {context_.control_pipe, 0, 0};
      const long result = sys::call(SYS_ppoll, &pipe, 1, nullptr, nullptr, sizeof(uint64_t));
      if (result > 0 || (result < 0 && result != -EINTR)) return;
    }
  }

  void clean_up() {
    if (locked_fd_ < 0) return;
    const bool keep = block_.created.keep.load(std::memory_order_relaxed) != 0;
    for (CreatedFile& file : block_.created.files) {
      if (file.in_use.load(std::memory_order_acquire) == 0 || file.kept) continue;
      if (keep && file.content != FileContent::kPartial) continue;
      remove_created(file);
      file.in_use.store(0, std::memory_order_relaxed);
      context_.progress->advance();
    }
    if (block_.created.empty()) {
      remove_manifest();
      remove_own_directory();
      return;
    }
    const int error = write_manifest(directory_, block_.created, keep, &block_.manifest);
    if (error < 0) context_.fail(-error, TaskStep::kRemove, kManifestName);
  }

  void remove_manifest() const {
    const long error = sys::call(SYS_unlinkat, directory_, kManifestName, 0);
    if (error < 0) context_.fail(static_cast<int>(-error), TaskStep::kRemove, kManifestName);
  }

  /// One in which somebody else has put something stays.
  void remove_own_directory() const {
    if (block_.remove_directory.load(std::memory_order_relaxed) == 0) return;
    const long error = sys::call(SYS_unlinkat, AT_FDCWD, block_.directory, AT_REMOVEDIR);
    if (error < 0) context_.fail(static_cast<int>(-error), TaskStep::kRemove);
  }

  /// A look that failed leaves no new lock file behind, and no file of somebody else's is taken away.
  void remove_unused_manifest() const {
    if (!foreign_manifest_ && block_.created.empty()) sys::call(SYS_unlinkat, directory_, kManifestName, 0);
  }

  KeeperBlock& block_;
  const TaskContext& context_;
  int directory_ = -1;
  int locked_fd_ = -1;  ///< holds the lock for as long as this process lives
  bool foreign_manifest_ = false;
};

}  // namespace

Work* make_keeper_work(const char* directory, uint32_t name_count, const Limits& limits) {
  Work* work = make_task_work(keep_directory, sizeof(KeeperBlock) + sizeof(FoundFile) * name_count, limits);
  if (work == nullptr) return nullptr;
  work->task->outlives_supervisor = true;
  work->task->stop_limit_ns = limits.end_grace_ns;
  KeeperBlock* block = keeper_block(work);
  strncpy(block->directory, directory, sizeof block->directory - 1);
  block->created.controller_pid = static_cast<uint32_t>(getpid());
  block->found_count = name_count;
  return work;
}

KeeperBlock* keeper_block(Work* work) { return static_cast<KeeperBlock*>(work->task->block); }

void keep_directory(void* block, const TaskContext& context) {
  Keeper(*static_cast<KeeperBlock*>(block), context).live();
}

}  // namespace vfload

#include "core/file/layout.h"

#include <fcntl.h>

#include <cstring>

#include "core/file/directory_facts.h"
#include "core/file/extents.h"
#include "core/file/file_creation.h"
#include "core/sys/file.h"
#include "core/sys/syscall.h"

namespace vfload {

namespace {

/// What the directory holds under a file's name before anything is done.
struct Present {
  int error = 0;  ///< -errno of looking
  bool exists = false;
  bool ours = false;
  bool usable = false;  ///< big enough and complete
  sys::FileFacts facts;
};

class Layout {
 public:
  Layout(LayoutBlock& block, const TaskContext& context)
      : block_(block), context_(context), creation_{-1, &block.keeper->created, &block.manifest} {}

  void run() {
    creation_.directory = sys::open_directory(block_.directory);
    if (creation_.directory < 0) {
      context_.fail(-creation_.directory, TaskStep::kOpen);
      return;
    }
    if (!check_all()) return;
    for (uint32_t index = 0; index < block_.file_count; ++index) {
      if (!prepare(block_.files[index])) return;
    }
  }

 private:
  Present look_at(const LayoutFile& file) const {
    Present present;
    present.error = sys::facts_in(creation_.directory, file.name, &present.facts);
    if (present.error == -ENOENT) {
      present.error = 0;
      return present;
    }
    if (present.error < 0) return present;
    present.exists = true;
    const CreatedFile* created = creation_.created->find(file.name, present.facts);
    present.ours = created != nullptr;
    const bool complete = created == nullptr || created->content != FileContent::kPartial;
    present.usable = present.facts.regular() && complete && present.facts.size >= file.size;
    return present;
  }

  /// Nothing has been touched when this says no.
  bool check_all() {
    uint64_t missing = 0;
    uint64_t to_write = 0;
    for (uint32_t index = 0; index < block_.file_count; ++index) {
      const LayoutFile& file = block_.files[index];
      const Present present = look_at(file);
      if (present.error < 0) return context_.fail(-present.error, TaskStep::kInspect, file.name);
      if (!check_ownership(file, present)) return false;
      context_.progress->advance();
      if (present.usable) continue;
      to_write += file.size;
      missing += file.size > present.facts.allocated ? file.size - present.facts.allocated : 0;
    }
    context_.progress->total_bytes.store(to_write, std::memory_order_relaxed);
    return to_write == 0 || (check_writable() && check_space(missing));
  }

  bool check_ownership(const LayoutFile& file, const Present& present) const {
    if (!present.exists) return true;
    if (present.facts.symlink()) return context_.fail(ELOOP, TaskStep::kForeignFile, file.name);
    if (present.facts.directory()) return context_.fail(EISDIR, TaskStep::kForeignFile, file.name);
    if (!present.facts.regular()) return context_.fail(EINVAL, TaskStep::kForeignFile, file.name);
    const bool touched = file.for_writing || !present.usable;
    if (touched && !present.ours && !file.allow_overwrite) {
      return context_.fail(EEXIST, TaskStep::kForeignFile, file.name);
    }
    return true;
  }

  /// Without a manifest nothing may be created: nobody would clean up after a crash.
  bool check_writable() const {
    const int error = block_.keeper->facts.write_error;
    return error == 0 || context_.fail(error, TaskStep::kOpen, block_.files[0].name);
  }

  bool check_space(uint64_t missing) const {
    DirectoryFacts facts = {};
    const int error = gather_directory_facts(creation_.directory, &facts);
    if (error < 0) return context_.fail(-error, TaskStep::kInspect);
    if (facts.total_bytes == 0) return true;  // some FUSE file systems do not tell
    const uint64_t needed = missing + missing / 100;
    return needed <= facts.free_bytes ||
           context_.fail(ENOSPC, TaskStep::kSpace, "", facts.free_bytes, needed);
  }

  bool prepare(LayoutFile& file) {
    const Present present = look_at(file);  // again: the files before this one took their time
    if (present.error < 0) return context_.fail(-present.error, TaskStep::kInspect, file.name);
    if (!check_ownership(file, present)) return false;
    if (present.usable) {
      file.state = state_of_used(file, present);
      return true;
    }
    return make(file, present);
  }

  FileState state_of_used(const LayoutFile& file, const Present& present) const {
    const int fd = sys::open_in(creation_.directory, file.name, O_RDONLY);
    const Extents extents = fd < 0 ? Extents::kUnknown : inspect_extents(fd, file.size);
    sys::close(fd);
    if (extents != Extents::kUnknown) {
      return extents == Extents::kWritten ? FileState::kWritten : FileState::kUnwritten;
    }
    const CreatedFile* created = creation_.created->find(file.name, present.facts);
    const bool allocated_only = created != nullptr && created->content == FileContent::kAllocated;
    return allocated_only ? FileState::kUnwritten : FileState::kWritten;
  }

  bool make(LayoutFile& file, const Present& present) {
    if (present.exists) {
      const long removed = sys::call(SYS_unlinkat, creation_.directory, file.name, 0);
      if (removed < 0) return context_.fail(static_cast<int>(-removed), TaskStep::kRemove, file.name);
    }
    const bool written = file.content == FileContent::kWritten;
    const NewFile created = creation_.create(file.name, O_WRONLY | (written ? O_TRUNC : 0));
    if (created.error < 0) return context_.fail(-created.error, TaskStep::kOpen, file.name);
    const LayoutSteps steps = {.name = file.name,
                               .size = file.size,
                               .old_size = 0,
                               .allocation = file.allocation,
                               .written = written,
                               .zeros = file.zeros,
                               .synced = file.synced,
                               .until_full = false,
                               .tries_space = false,
                               .block_bytes = 0};
    const bool made = carry_out_layout(created.fd, steps, context_);
    sys::close(created.fd);
    if (!made) {
      creation_.discard(created.entry);
      return false;
    }
    file.state = written ? FileState::kFresh : FileState::kUnwritten;
    file.laid_out_bytes = file.size;
    const int error = creation_.complete(created.entry, file.size, file.content);
    return error == 0 || context_.fail(-error, TaskStep::kWrite, kManifestName);
  }

  LayoutBlock& block_;
  const TaskContext& context_;
  FileCreation creation_;
};

}  // namespace

Work* make_layout_work(KeeperBlock* keeper, uint32_t file_count, const Limits& limits) {
  Work* work = make_task_work(lay_out, sizeof(LayoutBlock) + sizeof(LayoutFile) * file_count, limits);
  if (work == nullptr) return nullptr;
  LayoutBlock* block = layout_block(work);
  memcpy(block->directory, keeper->directory, sizeof block->directory);
  block->keeper = keeper;
  block->file_count = file_count;
  return work;
}

LayoutBlock* layout_block(Work* work) { return static_cast<LayoutBlock*>(work->task->block); }

void lay_out(void* block, const TaskContext& context) {
  Layout(*static_cast<LayoutBlock*>(block), context).run();
}

}  // namespace vfload

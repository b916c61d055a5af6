#include "core/file/file_creation.h"

#include <fcntl.h>

#include "core/sys/file.h"

namespace vfload {

NewFile FileCreation::create(const char* name, int flags) const {
  CreatedFile* entry = created->enter(name);
  if (entry == nullptr) return {-E2BIG, -1, nullptr};
  int error = write_manifest(directory, *created, false, text);
  const int fd = error < 0 ? error : sys::open_in(directory, name, flags | O_CREAT, 0644);
  if (fd < 0) {
    entry->in_use.store(0, std::memory_order_release);
    write_manifest(directory, *created, false, text);
    return {fd, -1, nullptr};
  }
  sys::FileFacts facts;
  error = sys::facts_of(fd, &facts);
  if (error == 0) {
    entry->identity = sys::identity_of(facts);
    error = write_manifest(directory, *created, false, text);
  }
  if (error == 0) return {0, fd, entry};
  sys::close(fd);
  discard(entry);
  return {error, -1, nullptr};
}

int FileCreation::complete(CreatedFile* entry, uint64_t size, FileContent content) const {
  entry->size = size;
  entry->content = content;
  return write_manifest(directory, *created, false, text);
}

void FileCreation::discard(CreatedFile* entry) const {
  // A file that could not be removed stays in the table: the keeper tries again.
  const int removed = sys::remove_if_same(directory, entry->name, entry->identity);
  if (removed == 0 || removed == -ENOENT || removed == -ESTALE)
    entry->in_use.store(0, std::memory_order_release);
  write_manifest(directory, *created, false, text);
}

}  // namespace vfload

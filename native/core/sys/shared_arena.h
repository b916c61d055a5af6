// Shared memory that is taken piece by piece before a fork, for what differs from job to job in length:
// texts, lists. A child finds it where its parent put it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "core/sys/shared_memory.h"

namespace vfload::sys {

/// Pieces stay where they are until the arena goes. Whoever leaves no memory for it is told by failed(), once
/// for all pieces.
class SharedArena {
 public:
  SharedArena() = default;
  SharedArena(const SharedArena&) = delete;
  SharedArena& operator=(const SharedArena&) = delete;
  ~SharedArena() { release(); }

  /// `count` times T, zeroed, of a T that zero bytes are a valid one of. nullptr when there is no memory.
  template <class T>
  T* take(size_t count = 1) {
    static_assert(alignof(T) <= kAlignment);
    return static_cast<T*>(take_bytes(sizeof(T) * count, alignof(T)));
  }

  /// A copy that ends with '\0'. Empty when there is no memory, but never nullptr.
  const char* take_text(std::string_view text) {
    if (text.empty()) return "";
    auto* copy = static_cast<char*>(take_bytes(text.size() + 1, 1));
    if (copy == nullptr) return "";
    memcpy(copy, text.data(), text.size());
    return copy;
  }

  /// Some piece was not to be had.
  bool failed() const { return failed_; }

  /// Of address space. Of memory there are the pages that were taken.
  size_t mapped_bytes() const { return mapped_bytes_; }

  /// Gives everything back. Processes that share it keep theirs.
  void release() {
    while (newest_ != nullptr) {
      Chunk* const chunk = newest_;
      newest_ = chunk->older;
      unmap(chunk, chunk->bytes);
    }
    used_ = 0;
    mapped_bytes_ = 0;
  }

 private:
  static constexpr size_t kAlignment = 16;
  static constexpr size_t kFirstBytes = size_t{16} << 10;

  struct alignas(kAlignment) Chunk {
    Chunk* older;
    size_t bytes;  ///< with this
  };

  void* take_bytes(size_t bytes, size_t alignment) {
    size_t at = (used_ + alignment - 1) / alignment * alignment;
    if (newest_ == nullptr || at > newest_->bytes || bytes > newest_->bytes - at) {
      if (!add_chunk(bytes)) return nullptr;
      at = sizeof(Chunk);
    }
    used_ = at + bytes;
    return reinterpret_cast<uint8_t*>(newest_) + at;
  }

  /// Each as large as all before it together, so that there are few however much is taken.
  bool add_chunk(size_t least_bytes) {
    size_t bytes = mapped_bytes_ < kFirstBytes ? kFirstBytes : mapped_bytes_;
    if (bytes < least_bytes + sizeof(Chunk)) bytes = least_bytes + sizeof(Chunk);
    auto* chunk = static_cast<Chunk*>(map_shared(bytes));
    if (chunk == nullptr) {
      failed_ = true;
      return false;
    }
    *chunk = {newest_, bytes};
    newest_ = chunk;
    used_ = sizeof(Chunk);
    mapped_bytes_ += bytes;
    return true;
  }

  Chunk* newest_ = nullptr;
  size_t used_ = 0;  ///< bytes of the newest one
  size_t mapped_bytes_ = 0;
  bool failed_ = false;
};

}  // namespace vfload::sys

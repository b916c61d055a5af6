// What a job has written and not read back yet. Where no block can be written twice it is read in the order
// of the writes; where one can, by file and offset, and a block that is written over is forgotten: fio's
// rules, as its iologs show them.
#pragma once

#include <cstdint>

#include "core/sys/private_memory.h"

namespace vfload {

struct WrittenBlock {
  uint64_t offset;  ///< in the file
  uint64_t seed;
  uint64_t number;  ///< of the write among the job's
  uint32_t length;  ///< bytes
  uint32_t file;
  uint32_t left;   ///< the one written next, or a child in the tree; 0: none
  uint32_t right;  ///< a child in the tree
  bool in_flight;  ///< its write has not come to its end
  bool forgotten;  ///< written over, or not written at all
};

class WrittenBlocks {
 public:
  /// `sorted`: by file and offset. False: no memory.
  bool set_up(bool sorted);

  /// A write of `block` is about to begin. Its place, which is never 0; 0: no memory.
  uint32_t add(const WrittenBlock& block);

  /// Its write has come to its end.
  void written(uint32_t place);

  /// Its write has failed.
  void failed(uint32_t place);

  /// The next one to be read, which then belongs to the caller until `give_back`. 0: none, or the next one is
  /// still being written.
  uint32_t take();
  void give_back(uint32_t place);

  const WrittenBlock& block(uint32_t place) const { return blocks()[place]; }

  /// How many wait to be read.
  uint64_t count() const { return count_; }

  void clear();

 private:
  WrittenBlock* blocks() const { return memory_.as<WrittenBlock>(); }
  uint32_t new_place();
  void append(uint32_t place);
  void insert(uint32_t place);
  void forget(uint32_t place);
  void forget_overlapped(const WrittenBlock& block);
  uint32_t* slot_of(uint32_t place);
  void split(uint32_t root, const WrittenBlock& at, uint32_t* below, uint32_t* above);
  uint32_t joined(uint32_t below, uint32_t above);

  sys::PrivateMemory memory_;
  bool sorted_ = false;
  uint32_t used_ = 1;  ///< places ever used; 0 is none
  uint32_t free_ = 0;  ///< a list by `left`
  uint32_t first_ = 0;
  uint32_t last_ = 0;
  uint32_t root_ = 0;
  uint64_t count_ = 0;
};

}  // namespace vfload

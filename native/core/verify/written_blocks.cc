#include "core/verify/written_blocks.h"

namespace vfload {

namespace {

constexpr size_t kFirstBytes = size_t{1} << 20;

/// The tree is a treap: a place's own number, stirred, says how high in it the place stands.
uint32_t priority(uint32_t place) {
  uint32_t mixed = place * 0x9e3779b1U;
  mixed = (mixed ^ (mixed >> 15)) * 0x85ebca77U;
  return mixed ^ (mixed >> 13);
}

bool is_below(const WrittenBlock& block, const WrittenBlock& other) {
  return block.file != other.file ? block.file < other.file : block.offset < other.offset;
}

bool overlap(const WrittenBlock& block, const WrittenBlock& other) {
  return block.file == other.file && block.offset < other.offset + other.length &&
         other.offset < block.offset + block.length;
}

}  // namespace

bool WrittenBlocks::set_up(bool sorted) {
  sorted_ = sorted;
  return memory_.grow(kFirstBytes);
}

void WrittenBlocks::clear() {
  used_ = 1;
  free_ = first_ = last_ = root_ = 0;
  count_ = 0;
}

uint32_t WrittenBlocks::new_place() {
  if (free_ != 0) {
    const uint32_t place = free_;
    free_ = blocks()[place].left;
    return place;
  }
  if (used_ == UINT32_MAX) return 0;
  const size_t needed = (size_t{used_} + 1) * sizeof(WrittenBlock);
  if (needed > memory_.bytes() && !memory_.grow(memory_.bytes() * 2)) return 0;
  return used_++;
}

uint32_t WrittenBlocks::add(const WrittenBlock& block) {
  if (sorted_) forget_overlapped(block);
  const uint32_t place = new_place();
  if (place == 0) return 0;
  WrittenBlock& added = blocks()[place] = block;
  added.left = added.right = 0;
  added.in_flight = true;
  added.forgotten = false;
  count_ += 1;
  if (sorted_) {
    insert(place);
  } else {
    append(place);
  }
  return place;
}

void WrittenBlocks::append(uint32_t place) {
  if (first_ == 0) {
    first_ = place;
  } else {
    blocks()[last_].left = place;
  }
  last_ = place;
}

void WrittenBlocks::insert(uint32_t place) {
  uint32_t* slot = &root_;
  while (*slot != 0 && priority(*slot) > priority(place)) {
    WrittenBlock& above = blocks()[*slot];
    slot = is_below(blocks()[place], above) ? &above.left : &above.right;
  }
  const uint32_t below_it = *slot;
  *slot = place;
  split(below_it, blocks()[place], &blocks()[place].left, &blocks()[place].right);
}

/// What is below `at` goes one way, the rest the other.
void WrittenBlocks::split(uint32_t root, const WrittenBlock& at, uint32_t* below, uint32_t* above) {
  while (root != 0) {
    WrittenBlock& block = blocks()[root];
    if (is_below(block, at)) {
      *below = root;
      below = &block.right;
      root = block.right;
    } else {
      *above = root;
      above = &block.left;
      root = block.left;
    }
  }
  *below = *above = 0;
}

/// One tree of two, of which one lies below the other.
uint32_t WrittenBlocks::joined(uint32_t below, uint32_t above) {
  uint32_t root = 0;
  uint32_t* slot = &root;
  while (below != 0 && above != 0) {
    if (priority(below) > priority(above)) {
      *slot = below;
      slot = &blocks()[below].right;
      below = *slot;
    } else {
      *slot = above;
      slot = &blocks()[above].left;
      above = *slot;
    }
  }
  *slot = below != 0 ? below : above;
  return root;
}

uint32_t* WrittenBlocks::slot_of(uint32_t place) {
  uint32_t* slot = &root_;
  while (*slot != place) {
    WrittenBlock& block = blocks()[*slot];
    slot = is_below(blocks()[place], block) ? &block.left : &block.right;
  }
  return slot;
}

/// Takes it out of the order; whoever writes or reads it gives it back.
void WrittenBlocks::forget(uint32_t place) {
  WrittenBlock& block = blocks()[place];
  if (block.forgotten) return;
  block.forgotten = true;
  count_ -= 1;
  if (!sorted_) return;  // `take` passes over it
  *slot_of(place) = joined(block.left, block.right);
  if (!block.in_flight) give_back(place);
}

void WrittenBlocks::forget_overlapped(const WrittenBlock& block) {
  for (;;) {
    uint32_t found = 0;
    for (uint32_t place = root_; place != 0 && found == 0;) {
      const WrittenBlock& other = blocks()[place];
      if (overlap(block, other)) found = place;
      place = is_below(block, other) ? other.left : other.right;
    }
    if (found == 0) return;
    forget(found);
  }
}

void WrittenBlocks::written(uint32_t place) {
  WrittenBlock& block = blocks()[place];
  block.in_flight = false;
  if (sorted_ && block.forgotten) give_back(place);
}

void WrittenBlocks::failed(uint32_t place) {
  forget(place);
  written(place);
}

uint32_t WrittenBlocks::take() {
  if (!sorted_) {
    while (first_ != 0) {
      const uint32_t place = first_;
      const WrittenBlock& block = blocks()[place];
      if (block.in_flight) return 0;
      first_ = block.left;
      if (!block.forgotten) {
        count_ -= 1;
        return place;
      }
      give_back(place);
    }
    return 0;
  }
  if (root_ == 0) return 0;
  uint32_t* slot = &root_;
  while (blocks()[*slot].left != 0) slot = &blocks()[*slot].left;
  const uint32_t place = *slot;
  if (blocks()[place].in_flight) return 0;
  *slot = blocks()[place].right;
  count_ -= 1;
  return place;
}

void WrittenBlocks::give_back(uint32_t place) {
  blocks()[place].left = free_;
  free_ = place;
}

}  // namespace vfload

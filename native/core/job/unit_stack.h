// A stack of iodepth units with room for all of them.
#pragma once

#include <cstdint>

#include "core/engine/engine.h"
#include "core/sys/private_memory.h"

namespace vfload {

class UnitStack {
 public:
  /// With `units` the stack begins full, the first unit on top; without it begins empty. False: no memory.
  bool set_up(IoUnit* units, uint32_t capacity) {
    if (!memory_.map(sizeof(IoUnit*) * capacity)) return false;
    slots_ = memory_.as<IoUnit*>();
    capacity_ = capacity;
    if (units != nullptr) {
      for (uint32_t i = 0; i < capacity; ++i) slots_[i] = &units[capacity - 1 - i];
      count_ = capacity;
    }
    return true;
  }

  IoUnit& pop() { return *slots_[--count_]; }
  void push(IoUnit& unit) { slots_[count_++] = &unit; }
  bool empty() const { return count_ == 0; }
  bool full() const { return count_ == capacity_; }
  uint32_t count() const { return count_; }

 private:
  sys::PrivateMemory memory_;
  IoUnit** slots_ = nullptr;
  uint32_t count_ = 0;
  uint32_t capacity_ = 0;
};

}  // namespace vfload

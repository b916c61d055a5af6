// All offset policies as one that decides at run time: for the full loop, which covers ranges so large that
// they need the wide generator.
#pragma once

#include "core/offset/policy.h"

namespace vfload {

/// An offset policy (see offset/policy.h).
class AnyOffsets {
 public:
  static size_t memory_bytes(const OffsetRange& range) { return RandomMap::bytes_needed(range.blocks); }

  void set_up(const JobSpec& spec, const OffsetRange& range, void* memory) {
    with_offset_policy(spec, range, [this](auto chosen) { choose(chosen); });
    visit([&](auto& policy) {
      policy.set_up(spec, range, memory);
      return true;
    });
  }

  [[gnu::noinline]] bool next(Direction direction, uint64_t& file_offset) {
    return visit([&](auto& policy) { return policy.next(direction, file_offset); });
  }

  void restart(Direction direction) {
    visit([&](auto& policy) {
      policy.restart(direction);
      return true;
    });
  }

 private:
  enum class Kind : uint8_t { kSequential, kMapped, kWideMapped, kUnmapped, kWideUnmapped };

  SequentialOffsets sequential_;
  MappedRandomOffsets<Taus88> mapped_;
  MappedRandomOffsets<Taus258> wide_mapped_;
  UnmappedRandomOffsets<Taus88> unmapped_;
  UnmappedRandomOffsets<Taus258> wide_unmapped_;
  Kind kind_ = Kind::kSequential;

  void choose(std::type_identity<SequentialOffsets>) { kind_ = Kind::kSequential; }
  void choose(std::type_identity<MappedRandomOffsets<Taus88>>) { kind_ = Kind::kMapped; }
  void choose(std::type_identity<MappedRandomOffsets<Taus258>>) { kind_ = Kind::kWideMapped; }
  void choose(std::type_identity<UnmappedRandomOffsets<Taus88>>) { kind_ = Kind::kUnmapped; }
  void choose(std::type_identity<UnmappedRandomOffsets<Taus258>>) { kind_ = Kind::kWideUnmapped; }

  template <class Visit>
  bool visit(Visit&& visit) {
    switch (kind_) {
      case Kind::kMapped:
        return visit(mapped_);
      case Kind::kWideMapped:
        return visit(wide_mapped_);
      case Kind::kUnmapped:
        return visit(unmapped_);
      case Kind::kWideUnmapped:
        return visit(wide_unmapped_);
      case Kind::kSequential:
        break;
    }
    return visit(sequential_);
  }
};

static_assert(OffsetPolicy<AnyOffsets>);

}  // namespace vfload

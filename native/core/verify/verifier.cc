#include "core/verify/verifier.h"

#include <cerrno>
#include <cstring>

#include "core/generate/random_offsets.h"
#include "core/offset/policy.h"
#include "core/offset/seeds.h"
#include "core/verify/block_check.h"
#include "core/verify/block_contents.h"
#include "core/verify/dump_block.h"
#include "core/verify/method.h"

namespace vfload {

namespace {

/// Whether no block can be written twice in a pass: with a map, in a range that does not come again. Then
/// blocks are read back in the order of writing. (fio 3.33 looks at the map alone, and finds blocks wrong
/// that strided zones have written again.)
bool keeps_order(const JobSpec& spec) {
  return spec.verify.experimental || (keeps_map(spec) && !spec.generate.strided);
}

}  // namespace

int Verifier::set_up(const JobSpec& spec, std::span<const JobFile> files, uint32_t depth, bool moves_data,
                     VerifyFailures* failures) {
  const VerifySpec& verify = spec.verify;
  if (verify.method == VerifyMethod::kNone) return 0;
  spec_ = &spec;
  files_ = files;
  failures_ = failures;
  moves_data_ = moves_data;
  writes_ = has_writes(spec.workload);
  checks_reads_ = !writes_;
  repeats_seeds_ = spec.randrepeat && !spec.randseed_given;
  // A job that only time ends has no end of a pass to read at: nobody would ask for what was written.
  remembers_ = writes_ && verify.reads_back && (!spec.time_based || verify.backlog != 0);
  restart_seeds();
  if (remembers_ && !blocks_.set_up(!keeps_order(spec))) return ENOMEM;
  if (verify.dumps && !scratch_.map(spec.block_size)) return ENOMEM;
  return writes_ && !finished_.set_up(depth, static_cast<uint32_t>(files.size())) ? ENOMEM : 0;
}

void Verifier::restart_seeds() {
  seeds_ = Taus88::seeded(static_cast<uint32_t>(stream_seed(*spec_, Stream::kVerify)));
}

uint64_t Verifier::next_seed() {
  const uint64_t first = seeds_.next();
  return first * seeds_.next();
}

bool Verifier::remember(IoUnit& unit, uint64_t seed, uint64_t number) {
  if (!remembers_) return true;
  WrittenBlock block = {};
  block.offset = unit.offset;
  block.seed = seed;
  block.number = number;
  block.length = unit.length;
  block.file = unit.file;
  unit.block = blocks_.add(block);
  return unit.block != 0;
}

int Verifier::prepare_write(IoUnit& unit, uint64_t number, uint64_t time_ns) {
  const uint64_t seed = spec_->verify.pattern->length != 0 ? 0 : next_seed();
  const size_t head = head_bytes(spec_->compat, spec_->verify.method);
  const uint32_t step = interval_bytes(spec_->verify, unit.length);
  const uint32_t rest = unit.length % step;
  if (step <= head || (rest != 0 && rest <= head)) return EINVAL;
  if (!pretends()) fill_block(*spec_, {unit.offset, unit.length, seed, number, time_ns}, unit.buffer);
  return remember(unit, seed, number) ? 0 : ENOMEM;
}

void Verifier::written(IoUnit& unit) {
  finished_.add(unit.file, unit.offset);
  if (unit.block != 0) blocks_.written(unit.block);
  unit.block = 0;
}

void Verifier::write_failed(IoUnit& unit) {
  if (unit.block != 0) blocks_.failed(unit.block);
  unit.block = 0;
}

bool Verifier::backlog_is_due(Direction last) {
  const uint32_t backlog = spec_->verify.backlog;
  if (!remembers_ || backlog == 0 || pretends() || blocks_.count() == 0) return false;
  if (batch_left_ == 0) {
    if (blocks_.count() % backlog != 0 || last == Direction::kRead) return false;
    batch_left_ = spec_->verify.backlog_batch != 0 ? spec_->verify.backlog_batch : backlog;
  }
  return true;
}

bool Verifier::next(IoUnit& unit) {
  const uint32_t place = blocks_.take();
  if (place == 0) {
    batch_left_ = 0;
    return false;
  }
  if (batch_left_ != 0) batch_left_ -= 1;
  const WrittenBlock& block = blocks_.block(place);
  unit.block = place;
  unit.direction = Direction::kRead;
  unit.file = block.file;
  unit.offset = block.offset;
  unit.length = unit.whole_bytes = block.length;
  return true;
}

void Verifier::give_back(IoUnit& unit) {
  if (unit.block != 0) blocks_.give_back(unit.block);
  unit.block = 0;
}

bool Verifier::check(IoUnit& unit, uint32_t bytes) {
  const WrittenBlock* block = unit.block != 0 ? &blocks_.block(unit.block) : nullptr;
  const VerifySpec& verify = spec_->verify;
  const BlockExpectation expected = {
      .file = unit.file,
      .offset = unit.offset,
      .length = unit.whole_bytes,
      // What fio 3.33 looks at, and what it leaves.
      .checks_seed = block != nullptr && spec_->workload == Workload::kRandReadWrite,
      .checks_number = block != nullptr && verify.sequence && !verify.only && !spec_->time_based &&
                       verify.min_io_bytes == verify.max_io_bytes,
      .seed = block != nullptr ? block->seed : 0,
      .number = block != nullptr ? block->number : 0,
  };
  // What a file that ends early does not have is nothing that was written.
  if (bytes < unit.whole_bytes) memset(unit.buffer + bytes, 0, unit.whole_bytes - bytes);
  const uint32_t step = interval_bytes(verify, unit.whole_bytes);
  const size_t head = head_bytes(spec_->compat, verify.method);
  bool good = true;
  for (uint32_t at = 0; at < unit.whole_bytes && moves_data_; at += step) {
    if (unit.whole_bytes - at < head) break;
    VerifyFailure failure;
    if (check_interval(*spec_, expected, at, unit.buffer + at, failure)) continue;
    good = false;
    tell(failure, unit, get_header(spec_->compat, unit.buffer + at).seed, unit.buffer + at);
    if (verify.fatal) break;
  }
  give_back(unit);
  return good;
}

void Verifier::tell(VerifyFailure& failure, const IoUnit& unit, uint64_t seed, const uint8_t* interval) {
  if (spec_->verify.dumps) dump(failure, unit, seed, interval);
  if (failures_ == nullptr) return;
  if (failures_->count < kMaxVerifyFailures) failures_->first[failures_->count] = failure;
  failures_->count += 1;
}

/// Best effort: a dump that cannot be written does not change what is wrong. Of a bad header only what was
/// read, since what should have been there is not known.
void Verifier::dump(VerifyFailure& failure, const IoUnit& unit, uint64_t seed, const uint8_t* interval) {
  const char* const directory = spec_->verify.dump_directory;
  const char* const name = files_[unit.file].name;
  const auto put = [&](DumpKind kind, const uint8_t* data) {
    return dump_block(directory, name, failure.offset, kind, data, failure.length) == 0;
  };
  if (failure.fault != VerifyFault::kSum && failure.fault != VerifyFault::kPattern) {
    failure.dumped = put(DumpKind::kBadHeader, interval);
    return;
  }
  const uint64_t number = unit.block != 0 ? blocks_.block(unit.block).number : 0;
  fill_block(*spec_, {unit.offset, unit.whole_bytes, seed, number, 0}, scratch_.as<uint8_t>());
  const bool received = put(DumpKind::kReceived, interval);
  failure.dumped =
      put(DumpKind::kExpected, scratch_.as<uint8_t>() + (failure.offset - unit.offset)) && received;
}

bool Verifier::is_within_saved_state(const IoUnit& unit) {
  if (spec_->verify.resumed == nullptr) return true;
  const SavedState& saved = *spec_->verify.resumed;
  const uint64_t reads_before = reads_;
  reads_ += 1;
  // Until there only what has come to its end.
  if (reads_before + saved.depth < saved.writes) return true;
  for (uint32_t index = 0; index < saved.count; ++index) {
    if (saved.io[index].file == unit.file && saved.io[index].offset == unit.offset) return true;
  }
  return false;
}

}  // namespace vfload

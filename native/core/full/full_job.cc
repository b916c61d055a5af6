#include "core/full/full_job.h"

#include <algorithm>
#include <cerrno>

#include "core/full/survival.h"
#include "core/job/account.h"
#include "core/measure/record.h"
#include "core/offset/policy.h"

namespace vfload {

FullJob::FullJob(JobRun& job)
    : job_(job),
      trims_(has_trims(job.spec().workload)),
      statistics_(job.statistics()),
      depth_(job.depth()),
      next_event_ns_(job.next_event_ns()),
      now_ns_(job.clock().now_ns()) {
  pacer_.set_up(job.spec());
  pacer_.start(job.started_ns());
  flow_.join(job.flow_unit(), job.spec().flow);
  target_.set_up(job.spec().pacing.target, static_cast<uint32_t>(statistics_.depth));
  steer_to(target_.depth());
  if (job.spec().ramp_ns == 0) target_.start(job.started_ns());
}

int FullJob::set_up(const EngineFlags& engine) {
  draws_at_pass_start_ = job_.source().offset_draws();
  if (const int error = unsynced_.set_up(job_.spec(), job_.files().count()); error != 0) return error;
  return verifier_.set_up(job_.spec(), job_.source_files(), job_.depth(),
                          engine.moves_data && !engine.diskless, job_.verify_failures());
}

bool FullJob::draw(IoUnit& unit) {
  unit.block = 0;
  if (verifier_.on() && verifier_.backlog_is_due(last_completed_) && verifier_.next(unit)) {
    job_.source().read_back(unit.length);
    return true;
  }
  NextIo io = {};
  if (!job_.source().next(io, pacer_.due_directions(now_ns_))) {
    pass_over_ = true;
    return false;
  }
  if (io.wrapped) job_.start_range_again(io.file);
  unit.direction = io.direction;
  unit.file = io.file;
  unit.offset = io.offset;
  unit.length = unit.whole_bytes = io.length;
  if (verifier_.checks(unit) && !verifier_.is_within_saved_state(unit)) {
    over_ = true;
    return false;
  }
  return true;
}

bool FullJob::begin_pass() {
  // A job that may issue no more may do so in another pass: of one that trims what it writes that has more.
  if (!(pass_over_ || job_.source().is_done()) || over_ ||
      job_.stop_flag().load(std::memory_order_relaxed) != 0)
    return false;
  pass_over_ = false;
  if (!job_.source().start_pass()) return false;
  draws_at_pass_start_ = job_.source().offset_draws();
  verifier_.start_pass();
  job_.sync_rule().start_pass();
  statistics_.passes += 1;
  if (job_.spec().files.unlink_each_loop) job_.files().unlink_all();
  job_.go_on_running();
  return true;
}

void FullJob::choose_synced_file(IoUnit& unit) {
  if (job_.spec().replay.count != 0) {
    unit.file = synced_file_;
  } else {
    job_.source().choose_file(unit.file);
  }
}

void FullJob::stop_with(FailurePoint where, int error, uint32_t file) {
  job_.fail(where, error, job_.files().file(file).start_bytes, job_.spec().block_size, file);
  over_ = true;
}

bool FullJob::fill(IoUnit& unit) {
  if (!verifier_.on()) {
    job_.buffers().refill(unit);
    return true;
  }
  const uint64_t number = statistics_.direction[static_cast<int>(Direction::kWrite)].issued;
  const int error = verifier_.prepare_write(unit, number, now_ns_ - job_.started_ns());
  if (error == 0) return true;
  job_.files().release(unit.file);
  job_.fail(error == ENOMEM ? FailurePoint::kMemory : FailurePoint::kWrite, error, unit.offset, unit.length);
  over_ = true;
  return false;
}

bool FullJob::start(IoUnit& unit) {
  const bool writes = unit.direction == Direction::kWrite;
  BufferPool& buffers = job_.buffers();
  if (writes && !fill(unit)) return false;
  if (!pretends()) job_.iolog().transfer(unit.direction, unit.offset, unit.length, now_ns_);
  unit.start_ns = unit.issue_ns = read_clock();
  const size_t sectors_bytes = unit.length / kSectorBytes * kSectorBytes;
  if (const size_t bytes = std::min<size_t>(buffers.scramble_bytes(), sectors_bytes); writes && bytes != 0) {
    scramble(unit.buffer, static_cast<uint32_t>(bytes), unit.offset, unit.start_ns);
    unit.issue_ns = read_clock();
  }
  return true;
}

void FullJob::pretend(IoUnit& unit) {
  count_issued(unit);
  read_clock();
  completed(unit, unit.length);
}

void FullJob::count_issued(const IoUnit& unit) {
  statistics_.direction[static_cast<int>(unit.direction)].issued += 1;
  job_.sync_rule().transfer_issued(unit.direction);
  pacer_.issued(unit.direction, unit.whole_bytes);
  flow_.issued();
}

void FullJob::submitted(IoUnit& unit) {
  unit.issue_ns = now_ns_;
  // No submission has a length where a thread of the kernel takes them.
  if (job_.spec().engine_options.sqthread_poll) return;
  const uint64_t slat_ns = unit.issue_ns - unit.start_ns;
  record_slat(statistics_.direction[static_cast<int>(unit.direction)], slat_ns);
  if (LatencyBuckets* buckets = job_.latency_buckets(); buckets != nullptr) {
    buckets->slat[static_cast<int>(unit.direction)][bucket_index(slat_ns)] += 1;
  }
  job_.logs().submitted({unit.direction, unit.length, unit.offset}, slat_ns, unit.issue_ns);
}

/// fio counts all of them as reads in a job that reads, has them in its percentiles but in no class of
/// latencies, and logs them with a length of 0.
void FullJob::opened(uint64_t start_ns) {
  const Direction direction = has_reads(job_.spec().workload) ? Direction::kRead : Direction::kWrite;
  DirectionStatistics& counters = statistics_.direction[static_cast<int>(direction)];
  const uint64_t clat_ns = now_ns_ - start_ns;
  counters.clat.add(clat_ns);
  counters.clat_buckets[bucket_index(clat_ns)] += 1;
  job_.logs().opened({direction, 0, 0}, clat_ns, now_ns_);
}

template <Direction kDirection>
void FullJob::record(const IoUnit& unit, uint32_t bytes) {
  DirectionStatistics& counters = statistics_.direction[static_cast<int>(kDirection)];
  const uint64_t clat_ns = now_ns_ - unit.issue_ns;
  const uint64_t lat_ns = now_ns_ - unit.start_ns;
  count_completed<kDirection>(statistics_, job_.progress(), bytes);
  if (job_.engine().opens_are_measured) return;
  record_clat(counters, clat_ns);
  record_lat(counters, lat_ns);
  if (LatencyBuckets* buckets = job_.latency_buckets(); buckets != nullptr) {
    buckets->lat[static_cast<int>(kDirection)][bucket_index(lat_ns)] += 1;
  }
  job_.logs().completed({kDirection, bytes, unit.offset}, clat_ns, lat_ns, now_ns_, statistics_);
  if (pacer_.too_late(lat_ns)) {
    job_.fail_late(unit, bytes, lat_ns, job_.spec().pacing.max_latency_ns);
    over_ = true;
  }
  if (target_.wanted()) keep_to_target(unit, bytes);
}

void FullJob::completed(IoUnit& unit, uint32_t bytes) {
  job_.files().release(unit.file);
  last_completed_ = unit.direction;
  last_offset_ = unit.offset;
  job_.sync_rule().transfer_completed();
  if (unit.direction == Direction::kRead) {
    record<Direction::kRead>(unit, bytes);
    if (verifier_.checks(unit)) check(unit, bytes);
  } else {
    record<Direction::kWrite>(unit, bytes);
    unsynced_.written(unit.file, unit.offset, bytes);
    if (verifier_.on()) verifier_.written(unit);
  }
}

void FullJob::failed(IoUnit& unit, int error) {
  job_.files().release(unit.file);
  if (verifier_.on() && unit.direction == Direction::kWrite) verifier_.write_failed(unit);
  if (verifier_.on() && unit.direction == Direction::kRead) verifier_.read_failed(unit);
  if (job_.spec().files.fills_device && (error == ENOSPC || error == EDQUOT)) {
    over_ = true;
    return;
  }
  statistics_.direction[static_cast<int>(unit.direction)].failed_ios += 1;
  job_.sync_rule().transfer_failed(unit.direction);
  if (lives_with(unit, unit.direction, error)) return;
  job_.fail(failing_point(unit), error, unit.offset, unit.length, unit.file);
  over_ = true;
}

FailurePoint FullJob::failing_point(const IoUnit& unit) const {
  if (is_trim(unit)) return FailurePoint::kTrim;
  return unit.direction == Direction::kRead ? FailurePoint::kRead : FailurePoint::kWrite;
}

bool FullJob::lives_with(const IoUnit& unit, Direction direction, int error) {
  const ErrorsSpec& errors = job_.spec().errors;
  const ErrorKind kind = error_kind(direction, trims_, error);
  count_error(errors, kind, error, statistics_);
  if (!survives(errors, kind, error)) return false;
  if (errors.dump) {
    keep_error(statistics_,
               {unit.offset, unit.length, unit.file, static_cast<uint16_t>(error), unit.direction});
  }
  return true;
}

void FullJob::sync_issued(SyncKind kind, const IoUnit& unit) {
  job_.iolog().sync(kind, unit.offset, now_ns_);
  job_.sync_rule().sync_issued();
}

void FullJob::sync_completed(const IoUnit& unit, long result) {
  job_.files().release(unit.file);
  last_offset_ = unit.offset;
  if (result < 0) {
    if (lives_with(unit, Direction::kWrite, static_cast<int>(-result))) return;
    job_.fail(FailurePoint::kSync, static_cast<int>(-result), unit.offset, 0, unit.file);
    over_ = true;
    return;
  }
  if (!job_.engine().opens_are_measured) record_sync(statistics_, now_ns_ - unit.issue_ns);
  job_.sync_rule().sync_completed();
  unsynced_.synced(unit.file);
}

void FullJob::give_up(int error) {
  const bool reads = has_reads(job_.spec().workload);
  job_.fail(reads ? FailurePoint::kRead : FailurePoint::kWrite, error == 0 ? EIO : error);
  over_ = true;
}

}  // namespace vfload

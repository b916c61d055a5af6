// The shape of an I/O engine. An engine is a type, not an object with virtual functions: the loop is compiled
// for it.
//
// To add one: write engine/NAME.h with a type that satisfies SynchronousEngine or AsynchronousEngine,
// engine/NAME.cc that instantiates the loops for it, and one line in engine/table.cc. Its life, in order:
//   set_up      once, before the job reports ready: memory, kernel contexts. Nothing here is measured.
//   attach      when a file has just been opened: within the runtime, within no latency.
//   select      (where attach does more than note the descriptor) for jobs with several open files: which one
//               units that are prepared next, or syncs, are for. mmap keeps something for each file: see
//               there.
//   transfer    (synchronous)  one I/O, done when it returns.
//   submit, submit_sync, reap, completion, release   (asynchronous)
//   tear_down   once, also after a failed set_up or attach.
// Results follow the kernel's convention: bytes or 0, or minus an errno.
#pragma once

#include <concepts>
#include <cstdint>

#include "core/job/spec.h"
#include "core/job/synced_range.h"

namespace vfload {

/// One I/O in the making: an iodepth unit with its own buffer. A cache line each in the pool, which is
/// page-aligned (no alignas: a loop that holds a copy would have to align its stack for it).
struct IoUnit {
  uint64_t start_ns;
  uint64_t issue_ns;
  uint64_t offset;  ///< in the file
  uint8_t* buffer;
  uint32_t length;  ///< bytes still to transfer
  uint32_t index;   ///< position in the pool
  Direction direction;
  bool sync;             ///< an fsync, fdatasync or sync_file_range, not a transfer
  uint32_t whole_bytes;  ///< of the I/O, of which `length` are left
  uint32_t file;         ///< place in the list of the job's files
  uint32_t block;        ///< place in the list of written blocks (verify/); 0: none
  uint32_t padding[2];
};
static_assert(sizeof(IoUnit) == 64);

/// What an engine needs to set itself up for one job. The file is not open yet: jobs open it at their first
/// I/O.
struct EngineSetup {
  const JobSpec* spec;
  uint64_t range_start;  ///< first byte of the file range
  uint64_t range_bytes;
  IoUnit* units;  ///< `depth` of them, with their buffers
  uint32_t depth;
  uint32_t files = 1;  ///< of the job
};

/// One finished I/O of an asynchronous engine.
struct Completion {
  IoUnit* unit;
  int64_t result;  ///< bytes, or minus an errno
};

/// How many completions a reap waits for, and how many of them are taken at most (job/reap_rule.h).
struct ReapBounds {
  uint32_t least = 1;  ///< 0: waits for one without ever sleeping
  uint32_t most = 1;
};

/// What is known about an engine at compile time; also visible in the table.
struct EngineFlags {
  bool synchronous = false;         ///< one I/O at a time, whatever iodepth says
  bool needs_written_file = false;  ///< cannot extend a file: layout writes it fully for writing jobs too
  bool maps_file = false;           ///< accesses may fault: the job's offset is stored before each I/O
  bool diskless = false;            ///< opens no file
  bool opens_for_writing = false;   ///< opens files for reading and writing whatever the workload
  bool moves_data = true;           ///< false: an I/O does something else
  bool reads = true;                ///< false: a read is EINVAL
  bool allocates = false;           ///< its library allocates, so that its process needs a heap in order
  /// In fio its requests lie in a ring of iodepth places, and no call goes beyond the end of it.
  bool batches_in_ring = false;
  bool depth_is_power_of_two = false;  ///< of iodepth, the next one: fio's engine rounds up
  /// Units gather in batches, and a submission does their I/O: it is issued before, has no slat, and whoever
  /// reaps takes all that there are.
  bool waits_in_submission = false;
  bool offloads = true;         ///< each thread of an offloaded job can have one of its own
  bool moves_position = false;  ///< works with the file's position, which threads share
  bool lean = true;             ///< has lean loops besides the full one: for engines that many use
  /// Opening a file is what has a clat, and an I/O has no latency.
  bool opens_are_measured = false;
};

template <class E>
concept AnyEngine = requires(E& engine, const EngineSetup& setup, int fd) {
  { E::kFlags } -> std::convertible_to<EngineFlags>;
  { engine.set_up(setup) } -> std::same_as<int>;  // 0 or an errno (positive)
  { engine.attach(fd) } -> std::same_as<int>;     // 0 or an errno (positive)
  {engine.tear_down()};
};

template <class E>
concept SynchronousEngine = AnyEngine<E> &&
                            E::kFlags.synchronous&& requires(E& engine, IoUnit& unit, bool data_only) {
  { engine.template transfer<Direction::kRead>(unit) } -> std::same_as<long>;
  { engine.template transfer<Direction::kWrite>(unit) } -> std::same_as<long>;
  { engine.sync(data_only) } -> std::same_as<long>;
};

/// An engine with an answer of its own to `sync_file_range`: for all others the loop calls it on the file.
template <class E>
concept SyncsRanges = requires(E& engine, const SyncedRange& range) {
  { engine.sync_range(range) } -> std::same_as<long>;
};

/// An asynchronous engine that has it in flight like an I/O. It is asked only while syncs_in_flight().
template <class E>
concept SubmitsRanges = requires(E& engine, IoUnit& unit, const SyncedRange& range) {
  { engine.submit_sync_range(unit, range) } -> std::same_as<int>;
};

/// An engine that takes several units with one call: how many it took, or minus an errno. Units are prepared,
/// and may be of both directions.
template <class E>
concept SubmitsMany = requires(E& engine, IoUnit** units, uint32_t count) {
  { engine.submit_many(units, count) } -> std::same_as<long>;
};

/// An engine that wants what is no neighbour of the unit before it in another batch.
template <class E>
concept Gathers = requires(const IoUnit& unit) {
  { E::follows(unit, unit) } -> std::same_as<bool>;
};

template <class E>
concept AsynchronousEngine =
    AnyEngine<E> && !E::kFlags.synchronous &&
    requires(E & engine, IoUnit& unit, bool data_only, uint32_t count, ReapBounds bounds) {
  // Hands over one unit. 0, or an errno (positive): EAGAIN when there is no room at the moment.
  { engine.template submit<Direction::kRead>(unit) } -> std::same_as<int>;
  { engine.template submit<Direction::kWrite>(unit) } -> std::same_as<int>;
  // To be told after a unit's buffer or length was changed (continuation of a short transfer).
  {engine.prepare(unit)};
  // An fsync in flight like an I/O where the engine (and the fio followed) has that; else use sync().
  { engine.syncs_in_flight() } -> std::same_as<bool>;
  { engine.submit_sync(unit, data_only) } -> std::same_as<int>;
  { engine.sync(data_only) } -> std::same_as<long>;
  // Waits for at least one completion and returns how many there are, or minus an errno. They stay readable
  // by completion(0 .. n-1) until release(n) gives their places back.
  { engine.reap() } -> std::same_as<long>;
  // The same for other bounds than one. `most` is what the caller will take: an engine may return more.
  { engine.reap(bounds) } -> std::same_as<long>;
  { engine.completion(count) } -> std::same_as<Completion>;
  {engine.release(count)};
};

}  // namespace vfload

#include "core/supervise/schedule.h"

#include "core/offset/seeds.h"
#include "core/offset/taus88.h"
#include "core/sys/clock.h"
#include "core/sys/futex.h"

namespace vfload {

namespace {

/// The end of a thread raises no signal: it is looked for so often where another job waits for it.
constexpr uint64_t kThreadEndTickNs = 10 * sys::kNsPerMs;

/// A range is drawn from as fio does: the first word of a generator of its own.
uint64_t delay_ns(const JobSpec& spec, const JobSchedule& schedule) {
  if (schedule.longest_delay_ns <= schedule.shortest_delay_ns) return schedule.shortest_delay_ns;
  const uint64_t range_ns = schedule.longest_delay_ns - schedule.shortest_delay_ns;
  const uint32_t word = Taus88::seeded(static_cast<uint32_t>(stream_seed(spec, Stream::kStartDelay))).next();
  return schedule.shortest_delay_ns +
         static_cast<uint64_t>(static_cast<double>(range_ns) * (word * Taus88::kScale));
}

}  // namespace

void Schedule::set_up() {
  for (uint32_t index = 0; index < work_.job_count; ++index) {
    const JobSchedule& schedule = work_.jobs[index].schedule;
    work_.jobs[index].turn = {.due_ns = 0, .released_ns = 0, .stop_ns = UINT64_MAX, .end_noticed = false};
    if (schedule.awaited_count != 0 || schedule.on_end != ExitScope::kNone ||
        schedule.on_error != ExitScope::kNone) {
      has_consequences_ = true;
    }
  }
}

void Schedule::advance(uint64_t now_ns) {
  if (!open_) open_when_ready(now_ns);
  if (!open_) return;
  // An end may end others, and be what others wait for: all ends first.
  for (uint32_t index = 0; index < work_.job_count; ++index) {
    if (!work_.jobs[index].turn.end_noticed && is_over(index)) notice_end(index, now_ns);
  }
  for (uint32_t index = 0; index < work_.job_count; ++index) {
    const JobSlot& slot = work_.jobs[index];
    if (is_waiting(index) && now_ns >= slot.turn.due_ns && awaited_are_over(slot.schedule)) {
      release(index, now_ns);
    }
  }
}

void Schedule::open_when_ready(uint64_t now_ns) {
  for (uint32_t index = 0; index < work_.job_count; ++index) {
    if (!work_.child(index).over() && work_.phase(index) < Phase::kReady) return;
  }
  open_ = true;
  work_.opened_ns = now_ns;
  for (uint32_t index = 0; index < work_.job_count; ++index) {
    JobSlot& slot = work_.jobs[index];
    const uint64_t after_ns = delay_ns(slot.spec, slot.schedule);
    slot.turn.due_ns = now_ns + (after_ns > work_.elapsed_ns ? after_ns - work_.elapsed_ns : 0);
  }
}

void Schedule::stop_all(uint64_t now_ns) {
  for (uint32_t index = 0; index < work_.job_count; ++index) stop(index, now_ns);
}

uint64_t Schedule::wake_ns(uint64_t now_ns) const {
  if (!open_) return UINT64_MAX;
  uint64_t wake_ns = work_.threads && has_consequences_ ? now_ns + kThreadEndTickNs : UINT64_MAX;
  for (uint32_t index = 0; index < work_.job_count; ++index) {
    const JobSlot& slot = work_.jobs[index];
    if (!is_waiting(index) || !awaited_are_over(slot.schedule)) continue;
    if (slot.turn.due_ns < wake_ns) wake_ns = slot.turn.due_ns;
  }
  return wake_ns;
}

/// A thread that has ended waits for the others of its process.
bool Schedule::is_over(uint32_t index) const {
  return work_.child(index).over() || (work_.threads && work_.phase(index) == Phase::kEnded);
}

bool Schedule::has_failed(uint32_t index) const {
  const ChildEnd end = work_.child(index).ending();
  const bool ended_well = end == ChildEnd::kEnded || end == ChildEnd::kStarted;
  return work_.jobs[index].failure.error != 0 || !ended_well;
}

bool Schedule::awaited_are_over(const JobSchedule& schedule) const {
  for (uint32_t count = 0; count < schedule.awaited_count; ++count) {
    if (!is_over(schedule.awaited_first + count)) return false;
  }
  return true;
}

bool Schedule::is_waiting(uint32_t index) const {
  const JobTurn& turn = work_.jobs[index].turn;
  return turn.released_ns == 0 && turn.stop_ns == UINT64_MAX && !turn.end_noticed;
}

void Schedule::notice_end(uint32_t index, uint64_t now_ns) {
  JobSlot& slot = work_.jobs[index];
  slot.turn.end_noticed = true;
  const bool by_error = slot.schedule.on_end == ExitScope::kNone && has_failed(index);
  const ExitScope scope = by_error ? slot.schedule.on_error : slot.schedule.on_end;
  if (scope == ExitScope::kAll) work_.ends_all = true;
  for (uint32_t other = 0; other < work_.job_count; ++other) {
    if (other != index && reaches(scope, index, other)) stop(other, now_ns);
  }
}

bool Schedule::reaches(ExitScope scope, uint32_t ended, uint32_t other) const {
  switch (scope) {
    case ExitScope::kNone:
      return false;
    case ExitScope::kGroup:
      return work_.jobs[ended].schedule.group == work_.jobs[other].schedule.group;
    case ExitScope::kStonewall:
      return has_begun(other);
    case ExitScope::kAll:
      return true;
  }
  return false;
}

void Schedule::release(uint32_t index, uint64_t now_ns) {
  JobSlot& slot = work_.jobs[index];
  slot.turn.released_ns = now_ns;
  slot.child.watch.start(now_ns);
  slot.gate.released.store(1, std::memory_order_release);
  sys::futex_wake_all(&slot.gate.released);
}

void Schedule::stop(uint32_t index, uint64_t now_ns) {
  JobSlot& slot = work_.jobs[index];
  if (slot.turn.stop_ns != UINT64_MAX) return;
  slot.turn.stop_ns = now_ns;
  slot.gate.stop.store(1, std::memory_order_relaxed);
  // A job that pauses sleeps on it.
  sys::futex_wake_all(&slot.gate.stop);
  if (slot.turn.released_ns != 0) return;
  // One that still waits must see the flag: it is let go, and ends at once.
  slot.gate.released.store(1, std::memory_order_release);
  sys::futex_wake_all(&slot.gate.released);
}

}  // namespace vfload

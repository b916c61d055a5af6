#include "core/measure/clock.h"

#include <fcntl.h>
#include <sched.h>
#include <unistd.h>

#include <cstring>

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace vfload {

namespace {

constexpr uint64_t kShortestCalibrationNs = 10'000'000;
constexpr int kReadingsOfABracket = 64;

uint64_t to_ns(const timespec& time) {
  return static_cast<uint64_t>(time.tv_sec) * kNsPerSecond + static_cast<uint64_t>(time.tv_nsec);
}

uint64_t clock_ns(clockid_t id) {
  timespec now = {};
  clock_gettime(id, &now);
  return to_ns(now);
}

#if defined(__x86_64__)

uint64_t read_ticks() { return __builtin_ia32_rdtsc(); }

/// CPUID 0x80000007, EDX bit 8: the counter keeps its rate in every power state. Hypervisors that may migrate
/// a guest to a machine with another rate clear the bit.
bool invariant_tsc() {
  unsigned eax = 0;
  unsigned ebx = 0;
  unsigned ecx = 0;
  unsigned edx = 0;
  return __get_cpuid(0x80000007, &eax, &ebx, &ecx, &edx) != 0 && (edx & (1U << 8)) != 0;
}

#else

uint64_t read_ticks() { return 0; }
bool invariant_tsc() { return false; }

#endif

/// Whether the kernel itself tells the time by the counter, directly or by a hypervisor's scale for it. It
/// watches the counter since boot, across suspends and hot-plugged CPUs, which we cannot.
bool kernel_trusts_tsc() {
  const int fd =
      open("/sys/devices/system/clocksource/clocksource0/current_clocksource", O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  char name[64] = {};
  const ssize_t length = read(fd, name, sizeof name - 1);
  close(fd);
  if (length <= 0) return false;
  name[strcspn(name, "\n")] = '\0';
  return strcmp(name, "tsc") == 0 || strcmp(name, "kvm-clock") == 0 ||
         strcmp(name, "hyperv_clocksource_tsc_page") == 0;
}

}  // namespace

CounterSource cpu_counter() { return {read_ticks, invariant_tsc, kernel_trusts_tsc}; }

/// The best of many readings: one that nothing interrupted.
ClockCalibration::Bracket ClockCalibration::read_bracket() const {
  Bracket best = {0, 0, UINT64_MAX};
  for (int reading = 0; reading < kReadingsOfABracket; ++reading) {
    const uint64_t before = counter_.ticks();
    const uint64_t raw_ns = clock_ns(CLOCK_MONOTONIC_RAW);
    const uint64_t width = counter_.ticks() - before;
    if (width < best.width_ticks) best = {before + width / 2, raw_ns, width};
  }
  return best;
}

void ClockCalibration::begin() {
  first_ = read_bracket();
  begun_ = true;
}

ClockChoice ClockCalibration::unusable() const {
  if (!counter_.is_invariant()) return ClockChoice::kNoInvariantTsc;
  if (!counter_.kernel_trusts()) return ClockChoice::kKernelDistrustsTsc;
  return ClockChoice::kTsc;
}

/// Whether the counter of every allowed CPU tells the same time as the kernel, to within the uncertainty of
/// the readings and a microsecond. CPUs whose counters are not synchronised are off by milliseconds or more.
bool ClockCalibration::cpus_agree(const Bracket& reference, double ns_per_tick) const {
  constexpr double kToleranceNs = 1000;
  constexpr double kCalibrationError = 50e-6;
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return false;
  bool agree = true;
  for (int cpu = 0; cpu < CPU_SETSIZE && agree; ++cpu) {
    if (!CPU_ISSET(cpu, &allowed)) continue;
    cpu_set_t single;
    CPU_ZERO(&single);
    CPU_SET(cpu, &single);
    if (sched_setaffinity(0, sizeof single, &single) != 0) {
      agree = false;
      break;
    }
    const Bracket here = read_bracket();
    const double ticked_ns =
        static_cast<double>(static_cast<int64_t>(here.ticks - reference.ticks)) * ns_per_tick;
    const auto passed_ns = static_cast<double>(here.raw_ns - reference.raw_ns);
    const double width_ns = static_cast<double>(here.width_ticks + reference.width_ticks) * ns_per_tick;
    const double difference_ns = ticked_ns > passed_ns ? ticked_ns - passed_ns : passed_ns - ticked_ns;
    agree = difference_ns <= kToleranceNs + width_ns + passed_ns * kCalibrationError;
  }
  return sched_setaffinity(0, sizeof allowed, &allowed) == 0 && agree;
}

Clock ClockCalibration::finish(ClockPreference preference) {
  Clock clock = {};
  choice_ = preference == ClockPreference::kKernel ? ClockChoice::kAskedForKernel : unusable();
  if (choice_ != ClockChoice::kTsc) return clock;

  if (!begun_) begin();
  const uint64_t passed_ns = clock_ns(CLOCK_MONOTONIC_RAW) - first_.raw_ns;
  if (passed_ns < kShortestCalibrationNs) {
    const timespec rest = {0, static_cast<long>(kShortestCalibrationNs - passed_ns)};
    clock_nanosleep(CLOCK_MONOTONIC, 0, &rest, nullptr);
  }
  const Bracket second = read_bracket();
  const uint64_t ticks = second.ticks - first_.ticks;
  const uint64_t raw_ns = second.raw_ns - first_.raw_ns;
  // Also of a counter that went back.
  if (second.ticks <= first_.ticks || ticks <= raw_ns) {
    choice_ = ClockChoice::kImplausibleRate;
    return clock;
  }
  if (!cpus_agree(second, static_cast<double>(raw_ns) / static_cast<double>(ticks))) {
    choice_ = ClockChoice::kCpusDisagree;
    return clock;
  }
  clock.ns_per_tick = static_cast<uint64_t>((static_cast<unsigned __int128>(raw_ns) << 64) / ticks);
  clock.tsc_hz = static_cast<uint64_t>(static_cast<unsigned __int128>(ticks) * kNsPerSecond / raw_ns);
  clock.offset_ns = Clock::kernel_now_ns() - clock.now_ns();
  return clock;
}

}  // namespace vfload

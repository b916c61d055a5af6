// Runs a program and says what it took: `slice PROGRAM ARGUMENT...` writes one JSON object to descriptor 3.
// CPU time is that of all threads of the program and of all its descendants that were waited for, kernel
// workers of io_uring included; beside it the machine's, so that the difference is what others took.
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace {

double wall_seconds() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

/// Of all CPUs since boot, in seconds: see proc(5). Interrupts are nobody's and are left out.
struct Machine {
  double busy;
  double stolen;
};

Machine machine() {
  long long user = 0;
  long long nice = 0;
  long long system = 0;
  long long stolen = 0;
  FILE* const file = fopen("/proc/stat", "re");
  if (file == nullptr ||
      fscanf(file, "cpu %lld %lld %lld %*d %*d %*d %*d %lld", &user, &nice, &system, &stolen) != 4) {
    perror("/proc/stat");
    exit(1);
  }
  fclose(file);
  const auto ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
  return {static_cast<double>(user + nice + system) / ticks, static_cast<double>(stolen) / ticks};
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    fprintf(stderr, "usage: %s PROGRAM ARGUMENT... 3>FILE\n", arguments[0]);
    return 2;
  }
  const Machine before = machine();
  const double begin = wall_seconds();
  const pid_t child = fork();
  if (child == 0) {
    close(3);
    // fio gives its jobs sessions of their own, and a scheduler with autogroups gives each session its share
    // of a busy machine: so every contestant has one. Out of the terminal's session, it has to be told of our
    // end.
    setsid();
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    execvp(arguments[1], arguments + 1);
    perror(arguments[1]);
    _exit(127);
  }
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child) {
    perror(arguments[1]);
    return 1;
  }
  const double wall = wall_seconds() - begin;
  const Machine after = machine();
  rusage used;
  getrusage(RUSAGE_CHILDREN, &used);
  dprintf(3,
          "{\"status\": %d, \"wallSeconds\": %.6f, \"userSeconds\": %.6f, \"systemSeconds\": %.6f, "
          "\"machineBusySeconds\": %.2f, \"stolenSeconds\": %.2f}\n",
          status, wall, seconds(used.ru_utime), seconds(used.ru_stime), after.busy - before.busy,
          after.stolen - before.stolen);
  return status == 0 ? 0 : 1;
}

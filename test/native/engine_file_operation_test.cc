// Engines that measure the opening of files: what becomes of the names, and what is counted.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include "job_under_test.h"

using namespace vfload;

namespace {

constexpr uint32_t kFiles = 3;
const char* const kNames[kFiles] = {"one", "two", "three"};

struct Deed {
  const char* engine;
  bool wants_files;  ///< laid out before
  mode_t left;       ///< what the names are afterwards; 0: nothing
};

constexpr Deed kDeeds[] = {{"filecreate", false, S_IFREG}, {"filestat", true, S_IFREG},
                           {"filedelete", true, 0},        {"dircreate", false, S_IFDIR},
                           {"dirstat", false, S_IFDIR},    {"dirdelete", false, 0}};

mode_t kind_of(const ScratchDirectory& directory, const char* name) {
  struct stat facts = {};
  return lstat(directory.file(name).c_str(), &facts) == 0 ? facts.st_mode & S_IFMT : 0;
}

/// Two blocks for each file.
void run(JobUnderTest& job, const char* engine) {
  static JobFile files[kFiles];
  for (uint32_t number = 0; number < kFiles; ++number) {
    files[number] = {kNames[number], kNames[number], 0, 2 * 4096, 2 * 4096, 0};
  }
  job.use_engine(engine);
  job.spec.workload = Workload::kWrite;
  job.spec.size = 2 * 4096 * kFiles;
  job.spec.files.list = files;
  job.spec.files.count = kFiles;
  job.run();
}

}  // namespace

TEST_CASE("an engine that measures opens does its deed once for each file, and counts I/Os that do nothing") {
  for (const StatType stat_type : {StatType::kStat, StatType::kLstat, StatType::kStatx}) {
    for (const Deed& deed : kDeeds) {
      const ScratchDirectory directory;
      for (const char* name : kNames) {
        if (deed.wants_files) directory.write(name, std::string(100, 'x'));
      }
      JobUnderTest job(directory);
      job.spec.engine_options.stat_type = stat_type;
      CAPTURE(deed.engine);
      run(job, deed.engine);
      CHECK(job.failure.error == 0);
      CHECK(job.completed() == 2 * kFiles);
      CHECK(job.bytes() == 2 * kFiles * 4096);
      CHECK(job.write().clat.count == kFiles);
      CHECK(job.write().lat.count == 0);
      for (const char* name : kNames) {
        CHECK(kind_of(directory, name) == deed.left);
        if (deed.left == S_IFREG) CHECK(directory.read(name).size() == (deed.wants_files ? 100 : 0));
      }
    }
  }
}

TEST_CASE("an engine that measures opens fails with what the first name says that cannot be opened") {
  const ScratchDirectory directory;
  directory.write("one", "x");
  JobUnderTest job(directory);
  run(job, "filedelete");
  CHECK(job.failure.error == ENOENT);
  CHECK(job.failure.where == static_cast<uint32_t>(FailurePoint::kOpen));
  CHECK(job.write().clat.count == 1);
}

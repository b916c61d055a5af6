#include <doctest/doctest.h>
#include <fcntl.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <vector>

#include "core/job/open_files.h"
#include "kept_texts.h"
#include "scratch_directory.h"

using namespace vfload;

namespace {

constexpr uint64_t kBytes = 8192;

/// A job that writes to files of `kBytes` each, by their names in a directory.
struct JobOfFiles {
  JobOfFiles(const ScratchDirectory& directory, std::initializer_list<const char*> names) {
    for (const char* name : names) list.push_back({name, name, 0, kBytes, kBytes, 0});
    spec.directory = texts.keep(directory.path());
    spec.workload = Workload::kRandWrite;
    spec.block_size = 4096;
    spec.files.list = list.data();
    spec.files.count = static_cast<uint32_t>(list.size());
  }

  std::vector<JobFile> list;
  KeptTexts texts;
  JobSpec spec = {};
};

EngineFlags diskless() {
  EngineFlags flags;
  flags.diskless = true;
  return flags;
}

}  // namespace

TEST_CASE("open files: each is opened for itself, and knows where it ended") {
  const ScratchDirectory scratch;
  scratch.write("a", std::string(5000, 'x'));
  JobOfFiles job(scratch, {"a", "b"});
  OpenFiles files;
  REQUIRE(files.set_up(job.spec, EngineFlags()) == 0);
  CHECK(files.count() == 2);
  CHECK(!files.is_open(0));
  REQUIRE(files.open(0) == 0);
  CHECK(files.is_open(0));
  CHECK(!files.is_open(1));
  CHECK(files.known_bytes(0) == 5000);
  REQUIRE(files.open(1) == 0);
  CHECK(files.known_bytes(1) == 0);
  CHECK(scratch.has("b"));
  CHECK(files.fd(0) != files.fd(1));
}

TEST_CASE("open files: one that is finished waits for what is in flight on it") {
  const ScratchDirectory scratch;
  JobOfFiles job(scratch, {"a", "b", "c"});
  OpenFiles files;
  REQUIRE(files.set_up(job.spec, EngineFlags()) == 0);
  for (uint32_t index = 0; index < 3; ++index) REQUIRE(files.open(index) == 0);
  uint32_t next = 0;
  CHECK(!files.next_to_close(&next));
  files.hold(0);
  files.hold(0);
  files.finish(0);
  files.finish(2);
  REQUIRE(files.next_to_close(&next));
  CHECK(next == 2);
  CHECK(!files.next_to_close(&next));
  files.release(0);
  CHECK(!files.next_to_close(&next));
  files.release(0);
  REQUIRE(files.next_to_close(&next));
  CHECK(next == 0);
  files.close(0);
  CHECK(!files.is_open(0));
}

TEST_CASE("open files: those that are finished are closed in the order in which they became so") {
  const ScratchDirectory scratch;
  JobOfFiles job(scratch, {"a", "b", "c"});
  OpenFiles files;
  REQUIRE(files.set_up(job.spec, EngineFlags()) == 0);
  for (uint32_t index = 0; index < 3; ++index) REQUIRE(files.open(index) == 0);
  files.finish(2);
  files.finish(2);
  files.finish(0);
  files.finish_all();
  std::vector<uint32_t> order;
  for (uint32_t next; files.next_to_close(&next);) {
    order.push_back(next);
    files.close(next);
  }
  CHECK(order == std::vector<uint32_t>{2, 0, 1});
  // What is closed may be opened again, for another pass.
  CHECK(files.open(2) == 0);
  CHECK(!files.next_to_close(order.data()));
}

TEST_CASE("open files: a file that is not open is none to finish") {
  const ScratchDirectory scratch;
  JobOfFiles job(scratch, {"a"});
  OpenFiles files;
  REQUIRE(files.set_up(job.spec, EngineFlags()) == 0);
  files.finish_all();
  uint32_t next;
  CHECK(!files.next_to_close(&next));
}

TEST_CASE("open files: what cannot be opened says why") {
  const ScratchDirectory scratch;
  JobOfFiles job(scratch, {"a"});
  SUBCASE("missing") {
    job.spec.workload = Workload::kRead;
    OpenFiles files;
    REQUIRE(files.set_up(job.spec, EngineFlags()) == 0);
    CHECK(files.open(0) == ENOENT);
    CHECK(!files.is_open(0));
  }
  SUBCASE("may not be made") {
    job.spec.files.forbids_creating = true;
    OpenFiles files;
    REQUIRE(files.set_up(job.spec, EngineFlags()) == 0);
    CHECK(files.open(0) == ENOENT);
    CHECK(scratch.empty());
  }
  SUBCASE("leads out of the directory") {
    std::filesystem::create_symlink("/dev/null", scratch.file("a"));
    OpenFiles files;
    REQUIRE(files.set_up(job.spec, EngineFlags()) == 0);
    CHECK(files.open(0) == ELOOP);
  }
  SUBCASE("has no directory") {
    job.spec.directory = job.texts.keep(scratch.file("missing"));
    OpenFiles files;
    CHECK(files.set_up(job.spec, EngineFlags()) == ENOENT);
  }
}

TEST_CASE("open files: what is read in advance tells which file it failed on") {
  const ScratchDirectory scratch;
  scratch.write("a", std::string(kBytes, 'x'));
  JobOfFiles job(scratch, {"a", "b"});
  OpenFiles files;
  REQUIRE(files.set_up(job.spec, EngineFlags()) == 0);
  uint32_t failed = 0;
  CHECK(files.read_ahead(&failed) == ENOENT);
  CHECK(failed == 1);
  scratch.write("b", "short");
  CHECK(files.read_ahead(&failed) == 0);
}

TEST_CASE("open files: all are removed, also while they are open") {
  const ScratchDirectory scratch;
  JobOfFiles job(scratch, {"a", "b"});
  OpenFiles files;
  REQUIRE(files.set_up(job.spec, EngineFlags()) == 0);
  REQUIRE(files.open(0) == 0);
  scratch.write("b", "x");
  files.unlink_all();
  CHECK(scratch.empty());
  CHECK(files.is_open(0));
}

TEST_CASE("open files: an engine without files opens none") {
  const ScratchDirectory scratch;
  JobOfFiles job(scratch, {"a"});
  OpenFiles files;
  REQUIRE(files.set_up(job.spec, diskless()) == 0);
  CHECK(files.open(0) == 0);
  CHECK(files.is_open(0));
  CHECK(files.fd(0) < 0);
  CHECK(scratch.empty());
}

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include <string>

#include "core/file/cache_drop.h"
#include "core/file/layout.h"
#include "scratch_directory.h"
#include "supervised.h"

using namespace vfload;

namespace {

constexpr uint64_t kMiB = 1 << 20;

LayoutFile wanted(const char* name, uint64_t size, FileContent content = FileContent::kWritten) {
  LayoutFile file = {};
  copy_name(file.name, name);
  file.size = size;
  file.content = content;
  file.for_writing = true;
  return file;
}

struct LaidOut {
  TaskFailure failure;
  FileState state;
  uint64_t done_bytes;
};

LaidOut lay_out_in(Kept& kept, std::initializer_list<LayoutFile> files) {
  Work* work = make_layout_work(&kept.block(), static_cast<uint32_t>(files.size()), test_limits());
  uint32_t index = 0;
  for (const LayoutFile& file : files) layout_block(work)->files[index++] = file;
  Supervised supervised(work, kept.supervised().control_pipe());
  supervised.await();
  CHECK(supervised.child().ending() == ChildEnd::kEnded);
  return {work->task->failure, layout_block(work)->files[0].state, work->task->progress.done_bytes.load()};
}

}  // namespace

TEST_CASE("layout: a file for readers is full of incompressible data") {
  ScratchDirectory scratch;
  Kept kept(scratch.path());
  const LaidOut result = lay_out_in(kept, {wanted("f", 2 * kMiB + 777)});
  CHECK(result.failure.error == 0);
  CHECK(result.state == FileState::kFresh);
  CHECK(result.done_bytes == 2 * kMiB + 777);
  const std::string content = scratch.read("f");
  REQUIRE(content.size() == 2 * kMiB + 777);
  size_t counts[256] = {};
  for (const char byte : content) counts[static_cast<unsigned char>(byte)] += 1;
  const size_t expected = content.size() / 256;
  for (const size_t count : counts) {
    CHECK(count > expected * 9 / 10);
    CHECK(count < expected * 11 / 10);
  }
  CHECK_MESSAGE(content.substr(0, 4096) != content.substr(kMiB, 4096), "blocks repeat");
}

TEST_CASE("layout: zeros where asked for") {
  ScratchDirectory scratch;
  Kept kept(scratch.path());
  LayoutFile file = wanted("f", kMiB);
  file.zeros = true;
  lay_out_in(kept, {file});
  CHECK(scratch.read("f") == std::string(kMiB, '\0'));
}

TEST_CASE("layout: a file for pure writers is allocated and not written") {
  ScratchDirectory scratch;
  Kept kept(scratch.path());
  const LaidOut result = lay_out_in(kept, {wanted("f", kMiB, FileContent::kAllocated)});
  CHECK(result.failure.error == 0);
  CHECK(result.state == FileState::kUnwritten);
  struct stat facts = {};
  REQUIRE(stat(scratch.file("f").c_str(), &facts) == 0);
  CHECK(static_cast<uint64_t>(facts.st_size) == kMiB);
  CHECK((facts.st_mode & 0777) == 0644);
}

TEST_CASE("layout: a file that is big enough is used as it is") {
  ScratchDirectory scratch;
  Kept kept(scratch.path());
  lay_out_in(kept, {wanted("f", 2 * kMiB)});
  const uint64_t inode = scratch.inode("f");
  const std::string before = scratch.read("f");
  const LaidOut again = lay_out_in(kept, {wanted("f", kMiB)});
  CHECK(again.state == FileState::kWritten);
  CHECK(again.done_bytes == 0);
  CHECK(scratch.inode("f") == inode);
  CHECK(scratch.read("f") == before);
}

TEST_CASE("layout: a file of vfload's that is too small is replaced") {
  ScratchDirectory scratch;
  Kept kept(scratch.path());
  lay_out_in(kept, {wanted("f", 4096)});
  const LaidOut result = lay_out_in(kept, {wanted("f", kMiB)});
  CHECK(result.failure.error == 0);
  CHECK(result.state == FileState::kFresh);
  CHECK(scratch.read("f").size() == kMiB);
}

TEST_CASE("layout: several files in one go, all removed when the keeper ends") {
  ScratchDirectory scratch;
  {
    Kept kept(scratch.path());
    const LaidOut result = lay_out_in(kept, {wanted("a", 4096), wanted("b", 8192), wanted("c", 100)});
    CHECK(result.failure.error == 0);
    CHECK(scratch.read(kManifestName)
              .find("{\"name\":\"b\",\"inode\":" + std::to_string(scratch.inode("b")) + ",\"born\":" +
                    std::to_string(scratch.identity("b").born_ns) + ",\"size\":8192") != std::string::npos);
  }
  CHECK(scratch.empty());
}

TEST_CASE("layout: files are kept when asked for, and are known afterwards") {
  ScratchDirectory scratch;
  {
    Kept kept(scratch.path());
    lay_out_in(kept, {wanted("f", 4096)});
    kept.block().created.keep.store(1);
  }
  CHECK(scratch.has("f"));
  Kept again(scratch.path(), {"f"});
  CHECK(again.block().found[0].ours);
  CHECK(again.block().removed_count == 0);
}

TEST_CASE("layout: a foreign file is read, but not written, replaced or removed") {
  ScratchDirectory scratch;
  scratch.write("foreign", std::string(8192, 'x'));
  {
    Kept kept(scratch.path());
    LayoutFile reading = wanted("foreign", 4096);
    reading.for_writing = false;
    CHECK(lay_out_in(kept, {reading}).failure.error == 0);
    const LaidOut writing = lay_out_in(kept, {wanted("other", 4096), wanted("foreign", 4096)});
    CHECK(writing.failure.step == TaskStep::kForeignFile);
    CHECK(writing.failure.error == EEXIST);
    CHECK(std::string(writing.failure.filename) == "foreign");
    CHECK_MESSAGE(!scratch.has("other"), "nothing is made before everything is checked");
    reading.size = 16384;
    CHECK(lay_out_in(kept, {reading}).failure.step == TaskStep::kForeignFile);
  }
  CHECK(scratch.read("foreign") == std::string(8192, 'x'));
}

TEST_CASE("layout: a foreign file that is big enough and may be overwritten stays a foreign file") {
  ScratchDirectory scratch;
  scratch.write("foreign", std::string(8192, 'x'));
  {
    Kept kept(scratch.path());
    LayoutFile file = wanted("foreign", 4096);
    file.allow_overwrite = true;
    CHECK(lay_out_in(kept, {file}).failure.error == 0);
  }
  CHECK(scratch.has("foreign"));
}

TEST_CASE("layout: links, folders and pipes are refused even where overwriting is allowed") {
  ScratchDirectory scratch;
  ScratchDirectory elsewhere;
  elsewhere.write("victim", "abc");
  REQUIRE(symlink(elsewhere.file("victim").c_str(), scratch.file("link").c_str()) == 0);
  REQUIRE(mkdir(scratch.file("folder").c_str(), 0755) == 0);
  REQUIRE(mkfifo(scratch.file("pipe").c_str(), 0644) == 0);
  Kept kept(scratch.path());
  for (const char* name : {"link", "folder", "pipe"}) {
    LayoutFile file = wanted(name, 4096);
    file.allow_overwrite = true;
    CHECK(lay_out_in(kept, {file}).failure.step == TaskStep::kForeignFile);
    CHECK(scratch.has(name));
  }
  CHECK(elsewhere.read("victim") == "abc");
}

TEST_CASE("layout: too little space is told before anything is written") {
  ScratchDirectory scratch;
  Kept kept(scratch.path());
  const uint64_t free_bytes = kept.block().facts.free_bytes;
  const LaidOut result = lay_out_in(kept, {wanted("a", 4096), wanted("huge", 2 * free_bytes)});
  CHECK(result.failure.step == TaskStep::kSpace);
  CHECK(result.failure.error == ENOSPC);
  CHECK(result.failure.bytes > 2 * free_bytes);
  CHECK(result.failure.offset > 0);
  CHECK_FALSE(scratch.has("a"));
}

TEST_CASE("layout: space that runs out in the middle leaves no partial file") {
  ScratchDirectory scratch;
  if (mount("vfload-test", scratch.path().c_str(), "tmpfs", 0, "size=8m") != 0) {
    MESSAGE("SKIPPED: making a small file system needs root");
    return;
  }
  {
    Kept kept(scratch.path());
    // Taken between the check and the writing, as another program would: the check alone would not do.
    Work* work = make_layout_work(&kept.block(), 1, test_limits());
    layout_block(work)->files[0] = wanted("f", 7 * kMiB);
    scratch.write("ballast", std::string(512 << 10, 'x'));
    Supervised first(work, kept.supervised().control_pipe());
    first.await();
    CHECK(work->task->failure.error == 0);
    const LaidOut second = lay_out_in(kept, {wanted("g", 4 * kMiB)});
    CHECK(second.failure.error == ENOSPC);
    CHECK_FALSE(scratch.has("g"));
  }
  umount(scratch.path().c_str());
}

TEST_CASE("layout: stopped in the middle it removes its partial file") {
  ScratchDirectory scratch;
  Kept kept(scratch.path());
  Work* work = make_layout_work(&kept.block(), 1, test_limits());
  layout_block(work)->files[0] = wanted("f", uint64_t{4} << 30);
  if (kept.block().facts.free_bytes < uint64_t{6} << 30) {
    MESSAGE("SKIPPED: needs 6 GiB of free space, of which little is used");
    release_work(work);
    return;
  }
  Supervised supervised(work, kept.supervised().control_pipe());
  REQUIRE(eventually([&] { return work->task->progress.done_bytes.load() > 0; }));
  supervised.stop();
  supervised.await();
  CHECK(work->task->failure.error == EINTR);
  CHECK_FALSE(scratch.has("f"));
  CHECK(supervised.child().ending() == ChildEnd::kEnded);
}

TEST_CASE("layout: killed in the middle, the keeper removes the partial file") {
  ScratchDirectory scratch;
  {
    Kept kept(scratch.path());
    Work* work = make_layout_work(&kept.block(), 1, test_limits());
    layout_block(work)->files[0] = wanted("f", uint64_t{1} << 30);
    Supervised supervised(work, kept.supervised().control_pipe());
    REQUIRE(eventually([&] { return work->task->progress.done_bytes.load() > 0; }));
    kill(supervised.child_pid(), SIGKILL);
    supervised.await();
    CHECK(supervised.child().ending() == ChildEnd::kSignalled);
    CHECK(supervised.child().signal == SIGKILL);
    CHECK(scratch.has("f"));
  }
  CHECK(scratch.empty());
}

TEST_CASE("cache drop: per file where only that is asked for; missing files are passed over") {
  ScratchDirectory scratch;
  Kept kept(scratch.path());
  lay_out_in(kept, {wanted("f", kMiB)});
  Work* work = make_cache_drop_work(&kept.block(), 2, true, test_limits());
  copy_name(cache_drop_block(work)->names[0], "f");
  copy_name(cache_drop_block(work)->names[1], "missing");
  Supervised supervised(work, kept.supervised().control_pipe());
  supervised.await();
  CHECK(work->task->failure.error == 0);
  CHECK(cache_drop_block(work)->method == CacheDropMethod::kPerFile);
}

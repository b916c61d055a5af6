#include <doctest/doctest.h>
#include <sys/stat.h>

#include <string>

#include "scratch_directory.h"
#include "supervised.h"

using namespace vfload;

namespace {

void write_old_manifest(const ScratchDirectory& scratch, const std::string& name, sys::FileIdentity identity,
                        bool kept) {
  scratch.write(kManifestName, "{\"vfload-files\":1,\"pid\":1,\"files\":[\n{\"name\":\"" + name +
                                   "\",\"inode\":" + std::to_string(identity.inode) +
                                   ",\"born\":" + std::to_string(identity.born_ns) +
                                   ",\"size\":3,\"kept\":" + (kept ? "true" : "false") + "}\n]}\n");
}

}  // namespace

TEST_CASE("keeper: tells about the directory and the files asked for, and leaves nothing") {
  ScratchDirectory scratch;
  scratch.write("foreign", "abc");
  mkdir(scratch.file("folder").c_str(), 0755);
  {
    Kept kept(scratch.path(), {"foreign", "folder", "missing"});
    REQUIRE(kept.holding());
    const KeeperBlock& block = kept.block();
    CHECK(std::string(block.facts.real_path) == std::filesystem::canonical(scratch.path()).string());
    CHECK(block.facts.mount_id != 0);
    CHECK(block.facts.total_bytes >= block.facts.free_bytes);
    CHECK(block.facts.write_error == 0);
    CHECK(block.found[0].exists);
    CHECK(block.found[0].regular);
    CHECK_FALSE(block.found[0].ours);
    CHECK(block.found[0].size == 3);
    CHECK(block.found[1].exists);
    CHECK_FALSE(block.found[1].regular);
    CHECK_FALSE(block.found[2].exists);
    CHECK(scratch.has(kManifestName));
  }
  CHECK_FALSE(scratch.has(kManifestName));
  CHECK(scratch.read("foreign") == "abc");
}

TEST_CASE("keeper: a second one in the directory is refused and told who holds it") {
  ScratchDirectory scratch;
  Kept first(scratch.path());
  REQUIRE(first.holding());
  if (!first.block().facts.locked) {
    MESSAGE("SKIPPED: this file system has no locks");
    return;
  }
  Kept second(scratch.path());
  CHECK_FALSE(second.holding());
  CHECK(second.failure().step == TaskStep::kLock);
  CHECK(second.failure().error == EAGAIN);
  CHECK(second.block().holder_pid == static_cast<uint32_t>(getpid()));
  CHECK(scratch.has(kManifestName));
}

TEST_CASE("keeper: the directory is free again after its end") {
  ScratchDirectory scratch;
  { Kept first(scratch.path()); }
  Kept second(scratch.path());
  CHECK(second.holding());
}

TEST_CASE("keeper: removes what a crashed run left, and says so") {
  ScratchDirectory scratch;
  scratch.write("leftover", "abc");
  write_old_manifest(scratch, "leftover", scratch.identity("leftover"), false);
  Kept kept(scratch.path(), {"leftover"});
  REQUIRE(kept.holding());
  REQUIRE(kept.block().removed_count == 1);
  CHECK(std::string(kept.block().removed[0]) == "leftover");
  CHECK_FALSE(kept.block().found[0].exists);
}

TEST_CASE("keeper: a file that took a leftover's name is somebody else's") {
  ScratchDirectory scratch;
  scratch.write("leftover", "abc");
  const sys::FileIdentity identity = scratch.identity("leftover");
  write_old_manifest(scratch, "leftover", {identity.inode + 1, identity.born_ns}, false);
  { Kept kept(scratch.path()); }
  CHECK(scratch.read("leftover") == "abc");
  // Inode numbers are used again: the file was born at another time.
  write_old_manifest(scratch, "leftover", {identity.inode, identity.born_ns + 1}, false);
  { Kept kept(scratch.path()); }
  CHECK(scratch.read("leftover") == "abc");
}

TEST_CASE("keeper: a leftover that somebody went on writing to stays") {
  ScratchDirectory scratch;
  scratch.write("leftover", "abc and more");
  write_old_manifest(scratch, "leftover", scratch.identity("leftover"), false);
  { Kept kept(scratch.path()); }
  CHECK(scratch.read("leftover") == "abc and more");
}

TEST_CASE("keeper: of a file that was only announced, an empty one is removed and a filled one is not") {
  ScratchDirectory scratch;
  scratch.write("announced", "");
  write_old_manifest(scratch, "announced", {}, false);
  { Kept kept(scratch.path()); }
  CHECK_FALSE(scratch.has("announced"));
  scratch.write("announced", "somebody's");
  write_old_manifest(scratch, "announced", {}, false);
  { Kept kept(scratch.path()); }
  CHECK(scratch.has("announced"));
}

TEST_CASE("keeper: files that an earlier run kept are vfload's and stay") {
  ScratchDirectory scratch;
  scratch.write("kept", "abc");
  write_old_manifest(scratch, "kept", scratch.identity("kept"), true);
  {
    Kept kept(scratch.path(), {"kept"});
    REQUIRE(kept.holding());
    CHECK(kept.block().found[0].ours);
  }
  CHECK(scratch.has("kept"));
  CHECK(scratch.read(kManifestName).find("\"kept\":true") != std::string::npos);
}

TEST_CASE("keeper: a file called like the manifest that is none is left alone") {
  ScratchDirectory scratch;
  scratch.write(kManifestName, "my own notes\n");
  {
    Kept kept(scratch.path());
    CHECK_FALSE(kept.holding());
    CHECK(kept.failure().step == TaskStep::kInspect);
    CHECK(kept.failure().error == EBADMSG);
  }
  CHECK(scratch.read(kManifestName) == "my own notes\n");
}

TEST_CASE("keeper: a manifest that is a link is not followed") {
  ScratchDirectory scratch;
  ScratchDirectory elsewhere;
  elsewhere.write("victim", "");
  REQUIRE(symlink(elsewhere.file("victim").c_str(), scratch.file(kManifestName).c_str()) == 0);
  {
    Kept kept(scratch.path());
    CHECK_FALSE(kept.holding());
    CHECK(kept.failure().error == ELOOP);
  }
  CHECK(elsewhere.read("victim").empty());
}

TEST_CASE("keeper: a missing directory is refused with its errno") {
  ScratchDirectory scratch;
  Kept kept(scratch.file("missing"));
  CHECK_FALSE(kept.holding());
  CHECK(kept.failure().step == TaskStep::kOpen);
  CHECK(kept.failure().error == ENOENT);
}

TEST_CASE("keeper: a directory of vfload's own goes with its files") {
  ScratchDirectory scratch;
  const std::string own = scratch.file("own");
  REQUIRE(mkdir(own.c_str(), 0755) == 0);
  {
    Kept kept(own);
    REQUIRE(kept.holding());
    kept.block().remove_directory = 1;
  }
  CHECK(scratch.empty());
}

TEST_CASE("keeper: one in which somebody has put a file stays, and that is told") {
  ScratchDirectory scratch;
  scratch.write("foreign", "abc");
  Kept kept(scratch.path());
  REQUIRE(kept.holding());
  kept.block().remove_directory = 1;
  kept.end();
  CHECK(kept.failure().step == TaskStep::kRemove);
  CHECK(kept.failure().error == ENOTEMPTY);
  CHECK(scratch.read("foreign") == "abc");
}

TEST_CASE("keeper: cleans up although its supervisor was killed") {
  ScratchDirectory scratch;
  scratch.write("made", "abc");
  Kept kept(scratch.path());
  REQUIRE(kept.holding());
  CreatedFile* file = kept.block().created.enter("made");
  file->identity = scratch.identity("made");
  const pid_t keeper = kept.supervised().child_pid();
  kill(kept.supervised().supervisor(), SIGKILL);
  kept.supervised().await();
  kept.supervised().release();
  CHECK(eventually([&] { return process_gone(keeper); }));
  CHECK(scratch.empty());
}

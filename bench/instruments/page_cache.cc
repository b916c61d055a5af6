// What the page cache holds of a file: `page_cache VERB FILE BYTES`, over the file's first bytes.
//   hold      fills the cache and locks the pages there until the end of its input; prints whether it could
//   fill      reads in pieces of 128 KiB, from the start to the end: the same cache every time
//   scatter   reads single blocks of 4 KiB all over the file, so that the cache is made of single pages:
//   writes into
//             large folios, which sequential reads leave, take many times as long on ext4
//   resident  prints how many pages there are and how many of them are in memory
//   drop      writes dirty pages back, and all out of the cache
//   clean     writes dirty pages back and leaves them
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace {

bool fill(int fd, uint64_t bytes) {
  constexpr uint64_t kPieceBytes = uint64_t{128} << 10;
  static char piece[kPieceBytes];
  for (uint64_t at = 0; at < bytes; at += kPieceBytes) {
    if (pread(fd, piece, kPieceBytes, static_cast<off_t>(at)) <= 0) return false;
  }
  return true;
}

bool scatter(int fd, uint64_t bytes) {
  constexpr uint64_t kBlockBytes = 4096;
  // Odd, so that with a power of two of blocks every one is met once.
  constexpr uint64_t kStride = 40503;
  static char block[kBlockBytes];
  posix_fadvise(fd, 0, static_cast<off_t>(bytes), POSIX_FADV_RANDOM);
  const uint64_t blocks = bytes / kBlockBytes;
  for (uint64_t i = 0; i < blocks; ++i) {
    if (pread(fd, block, kBlockBytes, static_cast<off_t>(i * kStride % blocks * kBlockBytes)) <= 0)
      return false;
  }
  return true;
}

/// Some kernels take idle pages away in the background (DAMON); locked ones stay.
bool hold(int fd, uint64_t bytes) {
  void* const mapping = mmap(nullptr, bytes, PROT_READ, MAP_SHARED, fd, 0);
  if (mapping == MAP_FAILED || !fill(fd, bytes)) return false;
  puts(mlock(mapping, bytes) == 0 ? "locked" : "not locked");
  fflush(stdout);
  while (getchar() != EOF) {
  }
  return true;
}

bool print_resident(int fd, uint64_t bytes) {
  const auto page = static_cast<uint64_t>(sysconf(_SC_PAGESIZE));
  void* const mapping = mmap(nullptr, bytes, PROT_READ, MAP_SHARED, fd, 0);
  if (mapping == MAP_FAILED) return false;
  std::vector<unsigned char> pages((bytes + page - 1) / page);
  if (mincore(mapping, bytes, pages.data()) != 0) return false;
  uint64_t resident = 0;
  for (const unsigned char state : pages) resident += state & 1;
  printf("{\"pages\": %zu, \"resident\": %llu}\n", pages.size(), static_cast<unsigned long long>(resident));
  return true;
}

bool drop(int fd, uint64_t bytes) {
  return fdatasync(fd) == 0 && posix_fadvise(fd, 0, static_cast<off_t>(bytes), POSIX_FADV_DONTNEED) == 0;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) {
    fprintf(stderr, "usage: %s hold|fill|scatter|resident|drop|clean FILE BYTES\n", arguments[0]);
    return 2;
  }
  const char* const what = arguments[1];
  // mincore(2) tells only those who may write the file.
  const int fd = open(arguments[2], O_RDWR | O_CLOEXEC);
  const uint64_t bytes = strtoull(arguments[3], nullptr, 10);
  bool good = fd >= 0;
  if (good && strcmp(what, "hold") == 0) good = hold(fd, bytes);
  if (good && strcmp(what, "fill") == 0) good = fill(fd, bytes);
  if (good && strcmp(what, "scatter") == 0) good = scatter(fd, bytes);
  if (good && strcmp(what, "resident") == 0) good = print_resident(fd, bytes);
  if (good && strcmp(what, "drop") == 0) good = drop(fd, bytes);
  if (good && strcmp(what, "clean") == 0) good = fsync(fd) == 0;
  if (!good) perror(arguments[2]);
  return good ? 0 : 1;
}

// Claims blocks of a random map as a job does. Command line: BLOCKS CLAIMS draw|claim; with `draw` only the
// numbers are drawn. For callgrind: the map's own step is what a claim takes beyond a draw.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "core/job/spec.h"
#include "core/offset/random_blocks.h"
#include "core/offset/random_map.h"
#include "core/offset/taus88.h"

namespace {

/// Returns something of every block, so that none may be left out.
[[gnu::noinline]] uint64_t draw(vfload::BlockDraw<vfload::Taus88> blocks, uint64_t claims) {
  uint64_t sum = 0;
  for (; claims != 0; --claims) sum += blocks.next();
  return sum;
}

[[gnu::noinline]] uint64_t claim(vfload::BlockDraw<vfload::Taus88> blocks, vfload::RandomMap map,
                                 uint64_t claims) {
  uint64_t sum = 0;
  uint64_t block = 0;
  for (; claims != 0 && map.claim(blocks.next(), block); --claims) sum += block;
  return sum;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) {
    fprintf(stderr, "usage: %s BLOCKS CLAIMS draw|claim\n", arguments[0]);
    return 2;
  }
  const uint64_t block_count = strtoull(arguments[1], nullptr, 10);
  const uint64_t claims = strtoull(arguments[2], nullptr, 10);
  vfload::BlockDraw<vfload::Taus88> blocks;
  blocks.set_up(vfload::JobSpec{}, block_count);
  uint64_t sum = 0;
  if (strcmp(arguments[3], "claim") == 0) {
    void* const memory = calloc(1, vfload::RandomMap::bytes_needed(block_count));
    if (memory == nullptr) return 1;
    vfload::RandomMap map;
    map.attach(memory, block_count);
    sum = claim(blocks, map, claims);
    free(memory);
  } else {
    sum = draw(blocks, claims);
  }
  printf("%llu\n", static_cast<unsigned long long>(sum));
  return 0;
}

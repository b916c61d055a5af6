#include <doctest/doctest.h>

#include <cstdint>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include "core/verify/checksum.h"
#include "core/verify/checksum/crc.h"
#include "core/verify/checksum/crc32c.h"
#include "core/verify/checksum/xxhash.h"

using namespace vfload;

namespace {

std::vector<uint8_t> bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

std::vector<uint8_t> bytes_of_hex(std::string_view hex) {
  std::vector<uint8_t> bytes;
  for (size_t at = 0; at < hex.size(); at += 2)
    bytes.push_back(static_cast<uint8_t>(std::stoul(std::string(hex.substr(at, 2)), nullptr, 16)));
  return bytes;
}

std::string hex_of(const std::vector<uint8_t>& bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (const uint8_t byte : bytes) {
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return hex;
}

std::string sum_of(ChecksumKind kind, const std::vector<uint8_t>& data) {
  std::vector<uint8_t> out(checksum_bytes(kind));
  checksum(kind, data, out.data());
  return hex_of(out);
}

// What fio 3.33 wrote with --rw=write --bs=512 --size=512 --verify=... --do_verify=0, from byte 41 to the
// end. The contents behind the sum do not depend on its kind, so that one block stands for all.
constexpr std::string_view kBlock =
    "0e2e68242febb13c15459cb6c6e00a64237304dbf5cbbc5cbbe69a27b30c02b876cd354f6619041432b4d076"
    "192606cca88106c67f3f0a7411babb97ffd236e82274772fffa56d5c342e33c7fe78a44457a2aaf6fd1e127c"
    "61c0e159864331f8c280c3b30c8762742441a50d93ca936ce7c168c19f51f6d4f0279ab2b0aa47a8e14f3465"
    "61558f7cd277ce171200d724b4c7027d7355669c8eca38756111e6381d9571eac222ccd4ab5faa5f2434b20c"
    "c9f41b4ae7567e34bd369dd78702af687a6d3aaf0f055e9c37a4d78697070d04b2111236a70c6bbc4ad519e6"
    "8284f57895aa33cc0509eb34e07f4db2888de0ac752a817e8e96cb94cef5b205a98b1d289deb650b52173bbc"
    "6be11811fba258e408cd7e1c4dba93dc5dfe1e5c762c02b8bbfc3db8ec58049419fb5c146385064cd5f79acc"
    "4fde0af4bc13fa5ab591cce87927f4b56a2399dc363bee1020b565c4b062e2c68ad8fefc4f5342a219d9d8f8"
    "9fa6844433b2b1f4eff9c6e64c8b8aec8fa04b2b803d3c54609411b1e3d01fa8c0282362c7a13ffc20bd3413"
    "ab725fa4e1e5577572149f1c69e32b948cde2c38d2c6572819bd59543baa83bca59b868c0d71dbe4be58e0b4"
    "d056f97800035068a1adf2f10006a01c7204ec6a0109f08413b2de5c020f90";
constexpr size_t kBlockFrom = 41;
constexpr size_t kHeaderBytes = 40;

struct Stored {
  ChecksumKind kind;
  std::string_view sum;
};

constexpr Stored kStored[] = {
    {ChecksumKind::kMd5, "e22c56267c85948a21eb619b2f796104"},
    {ChecksumKind::kCrc64, "466e32dccb148491"},
    {ChecksumKind::kCrc32, "f6a50572"},
    {ChecksumKind::kCrc32c, "41661e24"},
    {ChecksumKind::kCrc16, "d137"},
    {ChecksumKind::kCrc7, "71"},
    {ChecksumKind::kSha1, "d8d0a88d6e7828ebea04353d4db910c6b4f34ee4"},
    {ChecksumKind::kSha256,
     "f4e9825c675a91801c7204ec6a0109f08413b2de5c020f908000000000000000000000000000000000000000"
     "000000000000000000000000c00c000000000000"},
    {ChecksumKind::kSha512,
     "a8c0282362c7a13ffc20bd3413ab725fa4e1e5577572149f1c69e32b948cde2c38d2c6572819bd59543baa83"
     "bca59b868c0d71dbe4be58e0b4d056f97800035068a1adf2f10006a01c7204ec6a0109f08413b2de5c020f90"
     "bc4ad519e68284f57895aa33cc0509eb34e07f4db2888de0ac752a817e8e96cb94cef5b205a98b1d"},
    {ChecksumKind::kSha3With224, "f58e4f2f289fb4b3721bfd479a56d7f2974e831aeb0225be2a725fe1"},
    {ChecksumKind::kSha3With256, "75bdaa69e2218fc2300b39a564f356757fb24e2ee176517804a36f913654773d"},
    {ChecksumKind::kSha3With384,
     "f64a31abfa1699ddb048cb4a0e7e66b1bd35fea1914590d838c474babb7be0fe1597b8b5bf12debc689334ad"
     "cdb61d34"},
    {ChecksumKind::kSha3With512,
     "4318de45fcb36a89dd6d113560451bb28c5326b5e55f0638cc3ee479afe0fe545ddb23620bfec5c04e68f166"
     "b2eb4f31d2a176a39eb66cb9809698b7c390aa55"},
    {ChecksumKind::kXxhash, "02baa411"},
};

}  // namespace

TEST_CASE("sums of a block are those that fio stored with it") {
  const std::vector<uint8_t> block = bytes_of_hex(kBlock);
  for (const Stored& stored : kStored) {
    const size_t from = kHeaderBytes + checksum_bytes(stored.kind) - kBlockFrom;
    CAPTURE(static_cast<int>(stored.kind));
    CHECK(sum_of(stored.kind, {block.begin() + static_cast<ptrdiff_t>(from), block.end()}) == stored.sum);
  }
}

TEST_CASE("sha256 is fio's where the padding takes a block of its own, and where it just does not") {
  // --bs=160, 168 and 232: 56, 64 and 128 bytes behind the sum.
  const std::vector<uint8_t> block = bytes_of_hex(kBlock);
  const auto sum_of_length = [&block](ptrdiff_t length) {
    const ptrdiff_t from = kHeaderBytes + 64 - kBlockFrom;
    return sum_of(ChecksumKind::kSha256, {block.begin() + from, block.begin() + from + length});
  };
  const std::string zeros(96, '0');
  CHECK(sum_of_length(56) == "c8c72da7f4156c7d" + zeros + "c001000000000000");
  CHECK(sum_of_length(64) == "72b6d8f0e6c71623" + zeros + "0002000000000000");
  CHECK(sum_of_length(128) == "a734499516b9209d" + zeros + "0004000000000000");
}

TEST_CASE("sha512 of less than a block leaves what is behind the message") {
  std::vector<uint8_t> out(checksum_bytes(ChecksumKind::kSha512), 0xee);
  checksum(ChecksumKind::kSha512, bytes_of("abc"), out.data());
  CHECK(hex_of(out).substr(0, 12) == "616263eeeeee");
}

TEST_CASE("digests are the published ones") {
  const std::vector<uint8_t> abc = bytes_of("abc");
  // RFC 1321, A.5.
  CHECK(sum_of(ChecksumKind::kMd5, {}) == "d41d8cd98f00b204e9800998ecf8427e");
  CHECK(sum_of(ChecksumKind::kMd5, abc) == "900150983cd24fb0d6963f7d28e17f72");
  CHECK(
      sum_of(ChecksumKind::kMd5,
             bytes_of("12345678901234567890123456789012345678901234567890123456789012345678901234567890")) ==
      "57edf4a22be3c955ac49da2e2107b67a");
  // FIPS 180: a9993e36 4706816a ba3e2571 7850c26c 9cd0d89d, each word turned round.
  CHECK(sum_of(ChecksumKind::kSha1, abc) ==
        "363e99a96a810647"
        "71253eba6cc25078"
        "9dd8d09c");
  // FIPS 202's examples: the empty message and 200 bytes a3.
  CHECK(sum_of(ChecksumKind::kSha3With224, {}) == "6b4e03423667dbb73b6e15454f0eb1abd4597f9a1b078e3f5b5a6bc7");
  CHECK(sum_of(ChecksumKind::kSha3With256, std::vector<uint8_t>(200, 0xa3)) ==
        "79f38adec5c20307a98ef76e8324afbfd46cfd81b22e3973c65fa1bd9de31787");
  CHECK(sum_of(ChecksumKind::kSha3With384, abc) ==
        "ec01498288516fc926459f58e2c6ad8df9b473cb0fc08c2596da7cf0e49be4b298d88cea927ac7f539f1edf228376d25");
  CHECK(sum_of(ChecksumKind::kSha3With512, abc) ==
        "b751850b1a57168a5693cd924b6b096e08f621827444f70d884f5d0240d2712e10e116e9192af3c91a7ec57647e393405734"
        "0b4cf408d5a56592f8274eec53f0");
}

TEST_CASE("redundancy checks have the check values of their catalogue") {
  const std::vector<uint8_t> digits = bytes_of("123456789");
  CHECK(crc64(digits) == 0xe9c6d914c4b8d9ca);
  CHECK(crc32(digits) == ~uint32_t{0x765e7680});
  CHECK(crc32c(digits) == ~uint32_t{0xe3069283});
  CHECK(crc16(digits) == 0xbb3d);
  CHECK(crc7(digits) == 0x75);
}

TEST_CASE("crc32c by instruction and by table agree for every length and alignment") {
  std::vector<uint8_t> data(64);
  std::iota(data.begin(), data.end(), uint8_t{7});
  for (size_t from = 0; from < 8; ++from)
    for (size_t length = 0; from + length <= data.size(); ++length) {
      const std::span<const uint8_t> part(data.data() + from, length);
      CHECK(crc32c(part) == crc32c_by_table(part));
    }
}

TEST_CASE("xxhash32 has the hashes of the specification's sanity checks") {
  CHECK(xxhash32({}, 0) == 0x02cc5d05);
  CHECK(xxhash32({}, 0x9e3779b1) == 0x36b78ae7);
  CHECK(xxhash32(bytes_of("abc"), 0) == 0x32d153ff);
}

// CRC-32C, which processors have an instruction for.
#pragma once

#include <cstdint>
#include <span>

namespace vfload {

/// Castagnoli's polynomial (1edc6f41), reflected, from all ones and not inverted at the end, as fio stores
/// it: the complement of RFC 3720's sum. With SSE 4.2 where the processor has it.
uint32_t crc32c(std::span<const uint8_t> data);

/// The same without the instruction; for processors without it, and for tests.
uint32_t crc32c_by_table(std::span<const uint8_t> data);

}  // namespace vfload

#include "core/generate/lfsr.h"

namespace vfload {

namespace {

constexpr uint32_t kMaxTaps = 6;
constexpr uint32_t kMaxWidth = 40;

/// The feedback taps that fio has for each width from 3, counted from 1 (fio-semantics B.3).
constexpr uint8_t kTaps[][kMaxTaps] = {
    {3, 2},        {4, 3},           {5, 3},           {6, 5},          {7, 6},
    {8, 6, 5, 4},  {9, 5},           {10, 7},          {11, 9},         {12, 6, 4, 1},
    {13, 4, 3, 1}, {14, 5, 3, 1},    {15, 14},         {16, 15, 13, 4}, {17, 14},
    {18, 11},      {19, 6, 2, 1},    {20, 17},         {21, 19},        {22, 21},
    {23, 18},      {24, 23, 22, 17}, {25, 22},         {26, 6, 2, 1},   {27, 5, 2, 1},
    {28, 25},      {29, 27},         {30, 6, 4, 1},    {31, 28},        {32, 31, 29, 1},
    {33, 20},      {34, 27, 2, 1},   {35, 33},         {36, 25},        {37, 5, 4, 3, 2, 1},
    {38, 6, 5, 1}, {39, 35},         {40, 38, 21, 19},
};
static_assert(sizeof kTaps / kMaxTaps == kMaxWidth - 2);

}  // namespace

uint64_t Lfsr::tap_mask(uint32_t width) {
  uint64_t mask = 0;
  for (const uint8_t tap : kTaps[(width < kMaxWidth ? width : kMaxWidth) - kMinWidth]) {
    if (tap != 0) mask |= uint64_t{1} << (tap - 1);
  }
  return mask;
}

}  // namespace vfload

// Texts that a job's description points to, for as long as a test needs them.
#pragma once

#include <deque>
#include <string>
#include <utility>

class KeptTexts {
 public:
  const char* keep(std::string text) { return texts_.emplace_back(std::move(text)).c_str(); }

 private:
  std::deque<std::string> texts_;  ///< which do not move
};

// As whom, with what priority and on which memory a job's process works, and what is run before and after it.
#pragma once

#include <cstdint>

namespace vfload {

/// Of a command, with its end.
inline constexpr uint32_t kMaxCommandBytes = 2048;
inline constexpr uint32_t kMaxNodes = 1024;

struct ProcessSpec {
  bool uid_given;
  bool gid_given;
  bool ioprio_given;
  bool memory_policy_given;
  uint8_t memory_policy;  ///< as set_mempolicy(2) has it
  int8_t nice;            ///< added to what the process has; 0: as it is
  uint16_t ioprio;        ///< as ioprio_set(2) has it
  uint32_t uid;
  uint32_t gid;
  uint64_t memory_nodes[kMaxNodes / 64];  ///< bit n: node n
  const char* before = "";                ///< for the shell, when the job is released; empty: none
  const char* after = "";                 ///< for the shell, after the job's last I/O; empty: none
};

}  // namespace vfload

// The engines that there are.
#pragma once

#include <cstdint>
#include <span>

#include "core/engine/engine.h"

namespace vfload {

class JobRun;

struct EngineEntry {
  const char* name;  ///< fio's `ioengine=`
  EngineFlags flags;
  void (*run)(JobRun& job);  ///< the whole life of a job with this engine
  void (*load)() = nullptr;  ///< looks up a library before the fork; nullptr: there is none
};

/// All engines. A position in it is JobSpec::engine.
std::span<const EngineEntry> engine_table();

/// Position of the engine with this name, or -1.
int find_engine(const char* name);

// In engine/NAME.cc; near relatives share a file.
void run_psync(JobRun& job);
void run_sync(JobRun& job);
void run_pvsync(JobRun& job);
void run_pvsync2(JobRun& job);
void run_vsync(JobRun& job);
void run_libaio(JobRun& job);
void run_io_uring(JobRun& job);
void run_mmap(JobRun& job);
void run_posixaio(JobRun& job);
void load_posixaio();
void run_falloc(JobRun& job);
void run_ftruncate(JobRun& job);
void run_filecreate(JobRun& job);
void run_filestat(JobRun& job);
void run_filedelete(JobRun& job);
void run_dircreate(JobRun& job);
void run_dirstat(JobRun& job);
void run_dirdelete(JobRun& job);
void run_null(JobRun& job);

}  // namespace vfload

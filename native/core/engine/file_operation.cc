#include "core/engine/file_operation.h"

#include "core/engine/table.h"
#include "core/job/run_engine.h"

namespace vfload {

namespace {

template <FileDeed kDeed>
void run(JobRun& job) {
  FileOperation<kDeed> engine;
  run_engine(job, engine);
}

}  // namespace

void run_filecreate(JobRun& job) { run<FileDeed::kCreateFile>(job); }
void run_filestat(JobRun& job) { run<FileDeed::kStatFile>(job); }
void run_filedelete(JobRun& job) { run<FileDeed::kDeleteFile>(job); }
void run_dircreate(JobRun& job) { run<FileDeed::kCreateDirectory>(job); }
void run_dirstat(JobRun& job) { run<FileDeed::kStatDirectory>(job); }
void run_dirdelete(JobRun& job) { run<FileDeed::kDeleteDirectory>(job); }

}  // namespace vfload

/** Where and while doing what something ended. */
import type { NativeFailurePoint, NativeJob } from './native.ts';

/** What a judgement knows besides the end itself. */
export interface Circumstances {
  /** `running` for jobs; of tasks their name. */
  task: 'running' | 'layout' | 'drop-caches' | 'probe' | 'inspect';
  /** File system type, from mountinfo. */
  fileSystem: string | undefined;
  /** Of the measured file system; names a FUSE connection. */
  deviceMinor: number | undefined;
  /** Repeats what failed at this point of the job with 4 KiB at offset 0: true where that works. */
  alignedTrialWorks: (job: NativeJob, point: NativeFailurePoint) => Promise<boolean>;
}

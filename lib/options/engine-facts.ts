/** What is known of the engines without asking the addon; a test compares it with the addon's own table. */
import type { JobOptions } from './job-options.ts';

export interface EngineFacts {
  /** Completes an I/O within submit: its depth is 1 whatever was asked, as in fio. */
  readonly synchronous: boolean;
  /** What an I/O does to a file: moves data, maps it (which extends none), changes its extent only, or nothing at all. */
  readonly touches: 'data' | 'mapping' | 'extent' | 'nothing';
  /** Opening a file is what is measured: it makes the file's name, looks at it, or removes it. */
  readonly measuresOpens?: true;
}

/** In the order of tables: the study's engines first. */
export const engineFacts: Readonly<Record<JobOptions['ioengine'], EngineFacts>> = {
  psync: { synchronous: true, touches: 'data' },
  mmap: { synchronous: true, touches: 'mapping' },
  libaio: { synchronous: false, touches: 'data' },
  io_uring: { synchronous: false, touches: 'data' },
  posixaio: { synchronous: false, touches: 'data' },
  sync: { synchronous: true, touches: 'data' },
  pvsync: { synchronous: true, touches: 'data' },
  pvsync2: { synchronous: true, touches: 'data' },
  vsync: { synchronous: false, touches: 'data' },
  falloc: { synchronous: true, touches: 'extent' },
  ftruncate: { synchronous: true, touches: 'extent' },
  filecreate: { synchronous: true, touches: 'nothing', measuresOpens: true },
  filestat: { synchronous: true, touches: 'data', measuresOpens: true },
  filedelete: { synchronous: true, touches: 'data', measuresOpens: true },
  dircreate: { synchronous: true, touches: 'nothing', measuresOpens: true },
  dirstat: { synchronous: true, touches: 'nothing', measuresOpens: true },
  dirdelete: { synchronous: true, touches: 'nothing', measuresOpens: true },
  null: { synchronous: false, touches: 'nothing' },
};

/** @returns whether a result's engine, by name, works at depth 1; false for several engines, and for one that is not known. */
export function isSynchronous(ioengine: string): boolean {
  const facts: Readonly<Partial<Record<string, EngineFacts>>> = engineFacts;
  return facts[ioengine]?.synchronous === true;
}

// A job as the addon takes it, for tests that need one, whatever it does; also for programs without TypeScript.

/**
 * @param {Partial<import('../../lib/run/native.ts').NativeJob>} changes
 * @returns {import('../../lib/run/native.ts').NativeJob}
 */
export function nativeJob(changes) {
  return {
    name: 'job',
    filename: 'vfload-file1',
    files: {
      list: [],
      openfiles: 0,
      sync: 'none',
      createOnOpen: false,
      allowFileCreate: true,
      preRead: false,
      fsyncOnClose: false,
      unlink: false,
      unlinkEachLoop: false,
    },
    ioengine: 'psync',
    rw: 'randread',
    rwmixread: 50,
    bs: 4096,
    iodepth: 1,
    iodepthBatchCompleteMin: 1,
    iodepthBatchCompleteMax: 0,
    registerfiles: false,
    fixedbufs: false,
    size: 65536,
    offset: 0,
    direct: false,
    runtimeMs: 0,
    timeBased: false,
    rampTimeMs: 0,
    fsync: 0,
    fdatasync: 0,
    endFsync: false,
    invalidate: true,
    fadviseHint: 'workload',
    norandommap: false,
    randseed: undefined,
    randrepeat: true,
    bufferFill: 'scramble',
    bwavgtimeMs: 500,
    iopsavgtimeMs: 500,
    thread: false,
    cpusAllowed: undefined,
    writeIolog: undefined,
    logs: undefined,
    generate: undefined,
    jobNumber: 1,
    fioCompat: 'current',
    ...changes,
  };
}

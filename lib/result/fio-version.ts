/** Which fio a document looks like (`--fio-compat`). Whatever differs between versions in the document is here. */

export type FioCompat = '3.33' | 'current';

export interface FioDialect {
  /**
   * The document's "fio version". Readers of fio's JSON look for the prefix `fio-` and some for a number after it, so the
   * fio whose semantics were followed is named; who wrote the document is said in `vfload.environment.versions`.
   */
  version: string;
  /** Keys that fio got after 3.33: job_start, latency_target_ns, latency_window_us, sectors of disk_util. */
  laterKeys: boolean;
}

/** The dialect of a fio version. */
export function fioDialect(compat: FioCompat): FioDialect {
  return compat === '3.33'
    ? { version: 'fio-3.33', laterKeys: false }
    : { version: 'fio-3.42', laterKeys: true };
}

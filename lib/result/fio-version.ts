/** Which fio a document looks like (`--fio-compat`). Whatever differs between versions in the document is here. */

export type FioCompat = '3.33' | 'current';

export interface FioDialect {
  /** The fio whose semantics were followed, as fio names itself. */
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

/**
 * The document's "fio version", `fio-3.42-vfload-0.1.0`: readers of fio's outputs look for the prefix `fio-` and some for a
 * number after it, and fio itself appends words to it where it was built between releases. Who wrote it is said behind,
 * since normal and terse output have no other place for that.
 */
export function documentVersion(dialect: FioDialect, vfloadVersion: string): string {
  return `${dialect.version}-vfload-${vfloadVersion}`;
}
